import type { Environment } from '../../../src/contract/places.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Environment>[] = [
  { title: 'id', of: (environment) => environment.id },
  { title: 'name', of: (environment) => environment.name },
  { title: 'created', of: (environment) => environment.createdAt },
];

/** How environments look. */
export const ENVIRONMENT_VIEW: View<Environment> = {
  noun: 'environment',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (environment) => environment.id,
};
