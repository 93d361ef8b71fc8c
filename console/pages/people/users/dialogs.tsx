import { useState } from 'react';
import { DeleteUser } from './delete.tsx';
import { EditUser } from './edit.tsx';
import { GiveRole } from './give-role.tsx';
import type { User } from './list.tsx';
import { SetPassword, TakePassword } from './password.tsx';
import { DisableUser, EnableUser } from './switch.tsx';

export type Doing = 'edit' | 'role' | 'password' | 'no-password' | 'disable' | 'enable' | 'delete';

type UserDialogsProps = { doing: Doing; user: User; onClose: () => void; onDeleted?: () => unknown };

/** The dialog of what is being done with a person. It stays when the right to it is lost meanwhile, and says so. */
export function UserDialogs({ doing, user, onClose, onDeleted }: UserDialogsProps) {
  const [gentler, setGentler] = useState(false);
  switch (gentler ? 'disable' : doing) {
    case 'edit':
      return <EditUser user={user} onClose={onClose} />;
    case 'role':
      return <GiveRole user={user} onClose={onClose} />;
    case 'password':
      return <SetPassword user={user} onClose={onClose} />;
    case 'no-password':
      return <TakePassword user={user} onClose={onClose} />;
    case 'disable':
      return <DisableUser user={user} onClose={onClose} />;
    case 'enable':
      return <EnableUser user={user} onClose={onClose} />;
    case 'delete':
      return <DeleteUser user={user} onClose={onClose} onDeleted={onDeleted} onDisable={() => setGentler(true)} />;
  }
}
