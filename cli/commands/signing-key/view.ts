import type { SigningKey } from '../../../src/contract/signing-keys.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<SigningKey>[] = [
  { title: 'kid', of: (key) => key.kid },
  { title: 'algorithm', of: (key) => key.algorithm },
  { title: 'state', of: (key) => key.state },
  { title: 'signs from', of: (key) => key.signsFrom },
  { title: 'published until', of: (key) => key.publishedUntil ?? '' },
];

/** How signing keys look. */
export const SIGNING_KEY_VIEW: View<SigningKey> = {
  noun: 'signing key',
  columns: COLUMNS,
  card: [...COLUMNS, { title: 'created', of: (key) => key.createdAt }],
  essence: (key) => key.kid,
};
