import type { MenuAction } from '../../../parts/menu.tsx';
import type { Doing } from './dialogs.tsx';
import type { User } from './list.tsx';
import type { UserRights } from './rights.ts';

/** What can be done with a person, as far as one may. */
export function actionsFor(
  user: User,
  rights: UserRights,
  onDo: (doing: Doing) => void,
): readonly (MenuAction | false)[] {
  const { enabled, hasPassword } = user;
  return [
    rights.update && { label: 'Change name or address', onSelect: () => onDo('edit') },
    rights.update && { label: 'Give another root role', onSelect: () => onDo('role') },
    rights.update && {
      label: hasPassword ? 'Change the password' : 'Set a password',
      onSelect: () => onDo('password'),
    },
    rights.update && hasPassword && { label: 'Take the password away', onSelect: () => onDo('no-password') },
    rights.update && { label: enabled ? 'Disable' : 'Enable', onSelect: () => onDo(enabled ? 'disable' : 'enable') },
    rights.delete && { label: 'Delete', onSelect: () => onDo('delete'), dangerous: true },
  ];
}
