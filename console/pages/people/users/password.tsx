import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { User } from './list.tsx';
import { PasswordField, SHORTEST_PASSWORD } from './password-field.tsx';

type PasswordProps = { user: User; onClose: () => void };

/** Gives a person a password to sign in with. */
export function SetPassword({ user, onClose }: PasswordProps) {
  const [password, setPassword] = useState('');
  const submit = async () => {
    await ask(jeton.updateUser({ path: { id: user.id }, body: { password } }));
    await refreshPeople();
    toast.done(`${user.name} has a new password`);
  };
  return (
    <FormDialog
      title={user.hasPassword ? `Change the password of ${user.name}` : `A password for ${user.name}`}
      description={
        user.hasPassword
          ? 'The present one is good for nothing afterwards. Tokens of theirs go on working.'
          : 'With it they sign in here, and get personal tokens. They can change it themselves.'
      }
      action="Set the password"
      onSubmit={submit}
      onClose={onClose}
      ready={password.length >= SHORTEST_PASSWORD}
      command={['user', 'update', user.id, '--password']}
    >
      {(errorOf) => (
        <PasswordField
          label="New password"
          value={password}
          onValueChange={setPassword}
          error={errorOf('password')}
          required
          hint={`${SHORTEST_PASSWORD} characters or more. Tell it to them where nobody else listens: it is not shown again.`}
        />
      )}
    </FormDialog>
  );
}

/** Takes a password away. */
export function TakePassword({ user, onClose }: PasswordProps) {
  const take = async () => {
    await ask(jeton.updateUser({ path: { id: user.id }, body: { password: null } }));
    await refreshPeople();
    toast.done(`${user.name} has no password any more`);
  };
  return (
    <Confirm
      title={`Take the password of ${user.name} away?`}
      action="Take the password away"
      onConfirm={take}
      onClose={onClose}
      open
      command={['user', 'update', user.id, '--no-password']}
    >
      <p>
        {user.name} can no longer sign in by password, nor get personal tokens by it. Tokens that they have go on
        working. A new password can be set at any time.
      </p>
    </Confirm>
  );
}
