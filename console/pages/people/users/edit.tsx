import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { User } from './list.tsx';

/** Changes what a person is called, and the mail address that they sign in by. */
export function EditUser({ user, onClose }: { user: User; onClose: () => void }) {
  const [typed, setTyped] = useState({ name: user.name, email: user.email });
  const [name, email] = [typed.name.trim(), typed.email.trim()];
  const body = { ...(name !== user.name && { name }), ...(email !== user.email && { email }) };
  const submit = async () => {
    await ask(jeton.updateUser({ path: { id: user.id }, body }));
    await refreshPeople();
    toast.done(`${name} is changed`);
  };
  return (
    <FormDialog
      title={`Change ${user.name}`}
      action="Change the person"
      onSubmit={submit}
      onClose={onClose}
      ready={Object.keys(body).length > 0}
      command={['user', 'update', user.id, body.name && ['--name', body.name], body.email && ['--email', body.email]]}
    >
      {(errorOf) => (
        <>
          <TextField
            label="Name"
            name="name"
            value={typed.name}
            onValueChange={(next) => setTyped({ ...typed, name: next })}
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
            onValueChange={(next) => setTyped({ ...typed, email: next })}
            error={errorOf('email')}
            required
            maxLength={254}
            autoComplete="off"
            hint="They sign in by it, and notices go there."
          />
        </>
      )}
    </FormDialog>
  );
}
