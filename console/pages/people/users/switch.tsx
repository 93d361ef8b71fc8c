import { ask, jeton } from '../../../api/jeton.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { User } from './list.tsx';
import { tokensInWords, useTokenCount } from './use-token-count.ts';

type SwitchProps = { user: User; onClose: () => void };

/** Stops a person and whatever they own, until they are enabled again. */
export function DisableUser({ user, onClose }: SwitchProps) {
  const tokens = tokensInWords(useTokenCount(user.id));
  const disable = async () => {
    await ask(jeton.updateUser({ path: { id: user.id }, body: { enabled: false } }));
    await refreshPeople();
    toast.done(`${user.name} is disabled`);
  };
  return (
    <Confirm
      title={`Disable ${user.name}?`}
      action="Disable the person"
      onConfirm={disable}
      onClose={onClose}
      open
      command={['user', 'disable', user.id]}
    >
      <p>
        This stops {user.name} and every token of theirs: {tokens}, of whatever type, also those that programs use.
        Within 10 seconds nobody lets them in any more. Roles, projects and groups are kept, and enabling undoes it.
      </p>
    </Confirm>
  );
}

/** Lets a person and their tokens work again. */
export function EnableUser({ user, onClose }: SwitchProps) {
  const tokens = tokensInWords(useTokenCount(user.id));
  const enable = async () => {
    await ask(jeton.updateUser({ path: { id: user.id }, body: { enabled: true } }));
    await refreshPeople();
    toast.done(`${user.name} is enabled`);
  };
  return (
    <Confirm
      title={`Enable ${user.name}?`}
      action="Enable the person"
      dangerous={false}
      onConfirm={enable}
      onClose={onClose}
      open
      command={['user', 'enable', user.id]}
    >
      <p>
        {user.name} may sign in again, and {tokens} of theirs work again, but those that were disabled or revoked by
        themselves.
      </p>
    </Confirm>
  );
}
