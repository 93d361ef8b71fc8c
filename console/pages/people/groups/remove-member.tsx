import { ask, jeton } from '../../../api/jeton.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { Group } from './list.tsx';
import type { GroupMember } from './members.tsx';

type RemoveFromGroupProps = { group: Group; member: GroupMember; onClose: () => void };

/** Takes a person out of a group. */
export function RemoveFromGroup({ group, member: { user, name }, onClose }: RemoveFromGroupProps) {
  const remove = async () => {
    await ask(jeton.removeGroupMember({ path: { group: group.id, user } }));
    await refreshPeople();
    toast.done(`${name} is no longer in ${group.name}`);
  };
  return (
    <Confirm
      title={`Take ${name} out of ${group.name}?`}
      action="Take them out"
      onConfirm={remove}
      onClose={onClose}
      open
      command={['group', 'remove', group.id, user]}
    >
      <p>
        What the group guards is closed to {name} within 10 seconds, by personal and master tokens alike, and tokens
        that reach it are no longer theirs to manage. Roles are kept.
      </p>
    </Confirm>
  );
}
