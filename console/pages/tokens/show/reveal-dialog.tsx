import { useMutation } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { Code } from '../../../parts/code.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Problem } from '../../../parts/problem.tsx';
import type { Token } from '../rights.ts';

/** Shows the secret of a token that keeps one. It is forgotten when the dialog is closed: it can be shown again. */
export function RevealDialog({ token: { id, name }, onClose }: { token: Token; onClose: () => void }) {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.revealSecret({ path: { id } })),
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens', id, 'events'] }),
  });
  return (
    <Dialog
      open
      wide
      title={`The secret of ${name}`}
      description={
        data === undefined
          ? 'That it was shown to you is written into the audit trail, before you see it.'
          : 'That you were shown it stands in the audit trail.'
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{data === undefined ? 'Cancel' : 'Close'}</Button>
          {data === undefined && (
            <Button variant="primary" pending={isPending} onClick={() => mutate()}>
              Show the secret
            </Button>
          )}
        </>
      }
    >
      {data?.s3 && <Code text={data.s3.accessKeyId} what="the access key id" />}
      {data && <Code text={data.secret} what={data.s3 ? 'the secret access key' : 'the secret'} />}
      {error && <Problem error={error} />}
      <CommandLine words={['token', 'secret', id]} />
    </Dialog>
  );
}
