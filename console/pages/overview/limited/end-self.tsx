import { ask, jeton } from '../../../api/jeton.ts';
import { queries, SESSION_KEY } from '../../../api/queries.ts';
import type { Session } from '../../../api/session.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';

type EndSelfProps = { token: Session['token']; open: boolean; onClose: () => void };

/** Ends the token that is signed in with, for good; the session ends with it. */
export function EndSelf({ token: { name }, open, onClose }: EndSelfProps) {
  const end = async () => {
    await ask(jeton.revokeSelf());
    toast.done(`${name} has ended`);
    queries.invalidateQueries({ queryKey: SESSION_KEY });
  };
  return (
    <Confirm
      title={`End ${name}?`}
      action="End the token"
      typed={name}
      open={open}
      onClose={onClose}
      onConfirm={end}
      command={['token', 'self-revoke']}
    >
      <p>
        It ends for good: whatever presents it is refused within 10 seconds, and nothing brings it back. What was
        exchanged for it ends with it, and so does this session.
      </p>
      <p>If only its secret may be known to others, refresh it instead: it goes on under a new one.</p>
    </Confirm>
  );
}
