import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, jeton } from '../../../../api/jeton.ts';
import { queries } from '../../../../api/queries.ts';
import { Button } from '../../../../parts/button.tsx';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Dialog } from '../../../../parts/dialog.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { toast } from '../../../../parts/toasts/toast.tsx';
import type { Token } from '../../rights.ts';
import styles from '../dialogs.module.css';
import { beyondFields, errorsByField } from '../field-errors.ts';
import { changesOf, commandOf, type Draft, draftOf, isHalfWritten } from './draft.ts';
import { EditFields } from './edit-fields.tsx';

const HALF_WRITTEN = 'One of these is not finished: fill it in, or remove it.';

/** Changes what may be changed of a token. */
export function EditDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const { id } = token;
  // As it was when the dialog was opened: what is fetched meanwhile does not move what one is typing over.
  const [before] = useState(() => draftOf(token));
  const [draft, setDraft] = useState(before);
  const change = changesOf(before, draft);
  const halfWritten = isHalfWritten(draft);
  const unchanged = Object.keys(change).length === 0 && !halfWritten;
  const [sent, setSent] = useState<Draft | null>(null);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.patchToken({ path: { id }, body: change })),
    onSuccess: ({ name }) => {
      toast.done(`${name} is changed`, 'It counts everywhere within 10 seconds.');
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(draft);
    if (!isPending && !unchanged && !halfWritten) mutate();
  };
  const wrong = {
    ...stillWrong(errorsByField(error), sent, draft),
    ...(sent && halfWritten && { grants: HALF_WRITTEN }),
  };
  const rest = beyondFields(error, Object.keys(draft));
  return (
    <Dialog
      open
      wide
      title={`Edit ${token.name}`}
      description={
        token.format === 'jwt'
          ? 'What a signed token may do stands in it: only its name and description can be changed.'
          : 'Its type, projects, environments and end never change. Its secret stays as it is.'
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="edit" variant="primary" disabled={unchanged} pending={isPending}>
            Save the changes
          </Button>
        </>
      }
    >
      <form id="edit" className={styles.form} onSubmit={submit}>
        <EditFields token={token} draft={draft} onDraft={setDraft} wrong={wrong} />
      </form>
      {rest !== null && <Problem error={rest} />}
      {!unchanged && <CommandLine words={commandOf(id, change)} />}
    </Dialog>
  );
}

/** What was said of a field counts until the field is changed. */
function stillWrong(errors: Record<string, string>, sent: Draft | null, draft: Draft): Record<string, string> {
  const asSent = (field: string) => sent?.[field as keyof Draft] === draft[field as keyof Draft];
  return Object.fromEntries(Object.entries(errors).filter(([field]) => asSent(field)));
}
