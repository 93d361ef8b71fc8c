import type { Schemas } from '../../../../client/api/index.ts';
import { TOKEN_TYPES, type TokenType } from '../../../../src/contract/token-types.ts';
import { Section } from '../../../parts/section.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { counted } from '../../../parts/words.ts';

type Life = Schemas['TokenLife'] & { type: TokenType };

/** How long tokens live, by type. */
export function Lives({ lives }: { lives: Schemas['Settings']['lives'] }) {
  const rows = TOKEN_TYPES.map((type) => ({ type, ...lives[type] }));
  return (
    <Section
      title="Lifetimes"
      hint={
        <>
          By type of token, changed by <code>TOKEN_LIFETIMES</code>. A master token ends with its membership.
        </>
      }
    >
      <DataTable caption="Lifetimes by type of token" columns={COLUMNS} rows={rows} rowId={({ type }) => type} />
    </Section>
  );
}

const COLUMNS: readonly Column<Life>[] = [
  { id: 'type', header: 'Type', names: true, cell: ({ type }) => type },
  { id: 'default', header: 'Where nobody says', cell: ({ defaultDays }) => daysOr(defaultDays, 'no end') },
  { id: 'most', header: 'At most', cell: ({ maxDays }) => daysOr(maxDays, 'no bound') },
  {
    id: 'idle',
    header: 'Disabled when idle for',
    cell: ({ disableAfterIdleDays }) => daysOr(disableAfterIdleDays, 'never disabled'),
  },
];

function daysOr(days: number | null, otherwise: string): string {
  return days === null ? otherwise : counted(days, 'day');
}
