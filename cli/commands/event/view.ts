import type { Event } from '../../../src/contract/events.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const COLUMNS: readonly Column<Event>[] = [
  { title: 'at', of: (event) => event.at },
  { title: 'actor', of: (event) => event.actor },
  { title: 'action', of: (event) => event.action },
  { title: 'target', of: (event) => event.target },
  { title: 'project', of: (event) => event.project ?? '' },
  { title: 'address', of: (event) => event.address ?? '' },
  { title: 'id', of: (event) => event.id },
];

/** How events look. What was before and after is for `--json`. */
export const EVENT_VIEW: View<Event> = {
  noun: 'event',
  columns: COLUMNS,
  card: COLUMNS,
  essence: (event) => event.id,
};
