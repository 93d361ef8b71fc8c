import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { User } from './list.tsx';
import { RootRoleField } from './role-field.tsx';

/** Gives a person another root role. */
export function GiveRole({ user, onClose }: { user: User; onClose: () => void }) {
  const [role, setRole] = useState(user.role);
  const submit = async () => {
    await ask(jeton.updateUser({ path: { id: user.id }, body: { role } }));
    await refreshPeople();
    toast.done(`${user.name} is now ${role}`);
  };
  return (
    <FormDialog
      title={`Root role of ${user.name}`}
      description="It counts in every project, and for every personal token of theirs, from the next request on."
      action="Give the role"
      onSubmit={submit}
      onClose={onClose}
      ready={role !== user.role}
      command={['user', 'update', user.id, '--role', role]}
    >
      {(errorOf) => <RootRoleField value={role} onValueChange={setRole} error={errorOf('role')} />}
    </FormDialog>
  );
}
