import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import { PasswordField } from './password-field.tsx';
import { RootRoleField } from './role-field.tsx';

/** Adds a person to the deployment, and goes to them. */
export function CreateUser({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ name: '', email: '', password: '', role: 'none' });
  const { password, role } = typed;
  const [name, email] = [typed.name.trim(), typed.email.trim()];
  const change = (field: keyof typeof typed) => (value: string) =>
    setTyped((before) => ({ ...before, [field]: value }));
  const submit = async () => {
    const user = await ask(jeton.createUser({ body: { name, email, role, ...(password !== '' && { password }) } }));
    await refreshPeople();
    toast.done(`${user.name} is added`);
    navigate({ to: '/people/users/$id', params: { id: user.id } });
  };
  const command = ['user', 'create', email || 'EMAIL', '--name', name || 'NAME', role !== 'none' && ['--role', role]];
  return (
    <FormDialog
      title="Add a person"
      description="What they may do is said by roles: one everywhere, and one in each project that they belong to."
      action="Add the person"
      onSubmit={submit}
      onClose={onClose}
      command={[...command, password !== '' && '--password']}
    >
      {(errorOf) => (
        <>
          <TextField
            label="Name"
            name="name"
            value={typed.name}
            onValueChange={change('name')}
            error={errorOf('name')}
            required
            maxLength={100}
            autoComplete="off"
          />
          <TextField
            label="Mail address"
            name="email"
            type="email"
            value={typed.email}
            onValueChange={change('email')}
            error={errorOf('email')}
            required
            maxLength={254}
            autoComplete="off"
            hint="They sign in by it, and notices go there."
          />
          <RootRoleField value={role} onValueChange={change('role')} error={errorOf('role')} />
          <PasswordField
            label="Password (may be left out)"
            value={password}
            onValueChange={change('password')}
            error={errorOf('password')}
            hint="12 characters or more. Left out: they cannot sign in by password until one is set."
          />
        </>
      )}
    </FormDialog>
  );
}
