import { DeleteProject } from './delete.tsx';
import type { Project } from './list.tsx';
import { RenameProject } from './rename.tsx';

export type Doing = 'rename' | 'delete';

type ProjectDialogsProps = { doing: Doing; project: Project; onClose: () => void; onDeleted?: () => unknown };

/** The dialog of what is being done with a project. */
export function ProjectDialogs({ doing, project, onClose, onDeleted }: ProjectDialogsProps) {
  if (doing === 'rename') return <RenameProject project={project} onClose={onClose} />;
  return <DeleteProject project={project} onClose={onClose} onDeleted={onDeleted} />;
}
