import type { Client } from '../../../src/contract/clients.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Client>[] = [
  { title: 'id', of: (client) => client.id },
  { title: 'name', of: (client) => client.name },
  { title: 'group', of: (client) => client.group ?? '' },
  { title: 'addresses', of: ({ allowedIps }) => allowedIps.join(',') },
  { title: 'certificates', of: ({ certificates }) => certificates.join(',') },
  { title: 'created', of: (client) => client.createdAt },
];

/** How clients look. */
export const CLIENT_VIEW: View<Client> = {
  noun: 'client',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (client) => client.id,
};
