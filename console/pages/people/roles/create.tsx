import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { IdField } from '../../../parts/fields/id-field.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import { copyable } from './matrix/change.ts';
import { useRoles } from './use-roles.ts';

/** Makes a role, and goes to it, where one says what it permits. */
export function CreateRole({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { roles } = useRoles();
  const [typed, setTyped] = useState({ name: '', description: '', from: '' });
  const [name, description] = [typed.name.trim(), typed.description.trim()];
  const permissions = copyable(roles.find((role) => role.name === typed.from)?.permissions ?? []);
  const submit = async () => {
    await ask(jeton.createRole({ body: { name, permissions, ...(description !== '' && { description }) } }));
    await refreshPeople();
    toast.done(`The role ${name} is there`);
    navigate({ to: '/people/roles/$role', params: { role: name } });
  };
  const given = permissions.length > 0 && ['--permission', permissions.join(',')];
  const command = ['role', 'create', name || 'NAME', given, description && ['--description', description]];
  const models = roles.filter((role) => copyable(role.permissions).length > 0);
  return (
    <FormDialog
      title="Create a role"
      description="Its own page opens next: there you say what it permits."
      action="Create the role"
      onSubmit={submit}
      onClose={onClose}
      command={command}
    >
      {(errorOf) => (
        <>
          <IdField
            label="Name"
            name="name"
            value={typed.name}
            onValueChange={(next) => setTyped({ ...typed, name: next })}
            error={errorOf('name')}
            example="developer"
            why="people and members are given the role by it."
          />
          <TextField
            label="What it is for (may be left out)"
            name="description"
            value={typed.description}
            onValueChange={(next) => setTyped({ ...typed, description: next })}
            error={errorOf('description')}
            maxLength={255}
            autoComplete="off"
          />
          <SelectField
            label="Begin with"
            name="from"
            value={typed.from}
            onValueChange={(from) => setTyped({ ...typed, from })}
            options={[['', 'Nothing'], ...models.map((role) => [role.name, `What ${role.name} permits`] as const)]}
            hint="Without what belongs to the deployment: no role of your own can hold that."
          />
        </>
      )}
    </FormDialog>
  );
}
