import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { Role } from './use-roles.ts';

/** Says in a few words what a role is for. */
export function DescribeRole({ role, onClose }: { role: Role; onClose: () => void }) {
  const [typed, setTyped] = useState(role.description ?? '');
  const description = typed.trim() || null;
  const submit = async () => {
    await ask(jeton.updateRole({ path: { name: role.name }, body: { description } }));
    await refreshPeople();
    toast.done(`${role.name} is changed`);
  };
  return (
    <FormDialog
      title={`What ${role.name} is for`}
      action="Change the description"
      onSubmit={submit}
      onClose={onClose}
      ready={description !== role.description}
      command={[
        'role',
        'update',
        role.name,
        description === null ? '--no-description' : ['--description', description],
      ]}
    >
      {(errorOf) => (
        <TextField
          label="Description"
          name="description"
          value={typed}
          onValueChange={setTyped}
          error={errorOf('description')}
          maxLength={255}
          autoComplete="off"
          hint="Shown to whoever chooses the role for somebody."
        />
      )}
    </FormDialog>
  );
}
