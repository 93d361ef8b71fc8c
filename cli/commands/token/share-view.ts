import type { Share } from '../../../src/contract/shares.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Share>[] = [
  { title: 'id', of: (share) => share.id },
  { title: 'email', of: (share) => share.email },
  { title: 'status', of: (share) => share.status },
  { title: 'expires', of: (share) => share.expiresAt },
  { title: 'redeemed', of: (share) => share.redeemedAt ?? '' },
  { title: 'new secret', of: ({ replacesSecret }) => (replacesSecret ? 'yes' : 'no') },
  { title: 'created', of: (share) => share.createdAt },
  { title: 'by', of: (share) => share.createdBy },
];

/** How shares look. */
export const SHARE_VIEW: View<Share> = {
  noun: 'share',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (share) => share.id,
};
