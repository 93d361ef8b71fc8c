import { ask, jeton } from '../../../api/jeton.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../people.module.css';
import { refreshPeople } from '../refresh.ts';
import type { Role } from './use-roles.ts';

type DeleteRoleProps = { role: Role; onClose: () => void; onDeleted: () => unknown };

/** Deletes a role of one's own that nobody has. */
export function DeleteRole({ role: { name }, onClose, onDeleted }: DeleteRoleProps) {
  const remove = async () => {
    await ask(jeton.deleteRole({ path: { name } }));
    toast.done(`The role ${name} is deleted`);
    await onDeleted();
    await refreshPeople();
  };
  return (
    <Confirm
      title={`Delete the role ${name}?`}
      action="Delete the role"
      onConfirm={remove}
      onClose={onClose}
      open
      typed={name}
      command={['role', 'delete', name]}
    >
      <div className={styles.consequences}>
        <p>
          While somebody has it, everywhere or in a project, it is not deleted, and you are told how many do. Give them
          another role first, or take permissions out of this one instead.
        </p>
      </div>
    </Confirm>
  );
}
