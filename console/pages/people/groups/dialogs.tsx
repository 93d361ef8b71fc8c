import { DeleteGroup } from './delete.tsx';
import type { Group } from './list.tsx';
import { RenameGroup } from './rename.tsx';

export type Doing = 'rename' | 'delete';

type GroupDialogsProps = { doing: Doing; group: Group; onClose: () => void; onDeleted?: () => unknown };

/** The dialog of what is being done with a group. */
export function GroupDialogs({ doing, group, onClose, onDeleted }: GroupDialogsProps) {
  if (doing === 'rename') return <RenameGroup group={group} onClose={onClose} />;
  return <DeleteGroup group={group} onClose={onClose} onDeleted={onDeleted} />;
}
