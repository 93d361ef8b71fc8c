import { useMutation } from '@tanstack/react-query';
import { Failure } from '../../api/failure.ts';
import { Button } from '../../parts/button.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSecrets } from '../../parts/secrets/provider.tsx';
import styles from './welcome.module.css';

/** Explains what the link is, and uses it up when told to. */
export function Ask({ onGone }: { onGone: () => void }) {
  const { obtain } = useSecrets();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => obtain({ of: 'redeemShare' }),
    onError: (failure) => {
      if (isGone(failure)) onGone();
    },
  });
  return (
    <>
      <section className={styles.card}>
        <p>
          Somebody hands you an access token by this link: a string that lets you, or a program of yours, in. The mail
          names who sent it, and what it is for.
        </p>
        <ol className={styles.steps}>
          <li>Have a safe place for it at hand, such as a password manager.</li>
          <li>Press the button. The link is used up by it: it shows the token once, to whoever asks first.</li>
          <li>Copy the token, and say that you have saved it.</li>
        </ol>
        <Button variant="primary" pending={isPending} onClick={() => mutate()}>
          Show the token
        </Button>
        {error && !isGone(error) && <Failed error={error} />}
      </section>
      <p className={styles.quiet}>Did you expect no such mail? Then leave the link alone, and close this page.</p>
      <CommandLine words={['token', 'redeem']} />
    </>
  );
}

/** The answer may have been lost on its way: the same button, pressed again, gets the same secret. */
function Failed({ error }: { error: Error }) {
  return (
    <>
      <Problem error={error} title="The token could not be shown" />
      <p className={styles.quiet}>
        Press the button again. If the link was used up meanwhile, this page still gets the same token by it, for ten
        minutes.
      </p>
    </>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof Failure && error.error.code === 'not_found';
}
