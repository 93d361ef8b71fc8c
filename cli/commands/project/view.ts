import type { Project } from '../../../src/contract/places.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Project>[] = [
  { title: 'id', of: (project) => project.id },
  { title: 'name', of: (project) => project.name },
  { title: 'created', of: (project) => project.createdAt },
];

/** How projects look. */
export const PROJECT_VIEW: View<Project> = {
  noun: 'project',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (project) => project.id,
};
