import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { queries, SESSION_KEY } from '../api/queries.ts';
import { type SessionAnswer, signOut } from '../api/session.ts';
import { Button } from '../parts/button.tsx';
import { toast } from '../parts/toasts/toast.tsx';
import { When } from '../parts/when.tsx';
import styles from './account.module.css';
import { useSession } from './session.tsx';

/** Who is signed in and until when, and the way out. */
export function Account() {
  const { user, token, expires } = useSession();
  const { mutate, isPending } = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      // First: what watches the session would not hear of it once that was removed.
      queries.setQueryData<SessionAnswer>(SESSION_KEY, { session: null, ended: null });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
      queries.getMutationCache().clear();
    },
    onError: (error) => toast.failed('You are still signed in', error),
  });
  return (
    <section className={styles.account} aria-label="Account">
      <p className={styles.who}>
        <strong>{user?.name ?? token.name}</strong>
        <span>{user === null ? `${token.type} token` : user.email}</span>
        <span>
          Session ends <When at={expires} />
        </span>
      </p>
      <Button variant="quiet" aria-label="Sign out" title="Sign out" pending={isPending} onClick={() => mutate()}>
        <LogOut aria-hidden size={17} />
      </Button>
    </section>
  );
}
