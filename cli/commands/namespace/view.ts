import type { Namespace } from '../../../src/contract/places.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Namespace>[] = [
  { title: 'name', of: (namespace) => namespace.name },
  { title: 'project', of: (namespace) => namespace.project },
  { title: 'retention', of: ({ retentionDays }) => (retentionDays === 0 ? 'for ever' : `${retentionDays} days`) },
  { title: 'group', of: (namespace) => namespace.group ?? '' },
  { title: 'created', of: (namespace) => namespace.createdAt },
];

/** How namespaces look. */
export const NAMESPACE_VIEW: View<Namespace> = {
  noun: 'namespace',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (namespace) => namespace.name,
};
