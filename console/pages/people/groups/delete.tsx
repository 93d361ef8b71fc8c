import { ask, jeton } from '../../../api/jeton.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../people.module.css';
import { refreshPeople } from '../refresh.ts';
import type { Group } from './list.tsx';

type DeleteGroupProps = { group: Group; onClose: () => void; onDeleted: (() => unknown) | undefined };

/** Deletes a group that guards nothing any more. */
export function DeleteGroup({ group: { id, name }, onClose, onDeleted }: DeleteGroupProps) {
  const remove = async () => {
    await ask(jeton.deleteGroup({ path: { group: id } }));
    toast.done(`The group ${name} is deleted`);
    await onDeleted?.();
    await refreshPeople();
  };
  return (
    <Confirm
      title={`Delete the group ${name}?`}
      action="Delete the group"
      onConfirm={remove}
      onClose={onClose}
      open
      typed={id}
      command={['group', 'delete', id]}
    >
      <div className={styles.consequences}>
        <p>Its people stay, and lose no role: it is forgotten who was in it.</p>
        <p>
          While a namespace or a client names it, it is not deleted, and you are told how many do. To keep everybody out
          of what it guards, take its people out instead.
        </p>
      </div>
    </Confirm>
  );
}
