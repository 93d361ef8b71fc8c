import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import styles from '../settings.module.css';
import { groupsOf, type Setting } from './groups.ts';
import { Lives } from './lives.tsx';

type Settings = Schemas['Settings'];

/** What counts in this deployment, and the variable that changes it. */
export function Deployment() {
  const { data, error, refetch } = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => ask(jeton.getSettings({ signal })),
  });
  if (error) return <Problem error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading label="Reading the settings" />;
  return <Shown settings={data} />;
}

function Shown({ settings }: { settings: Settings }) {
  return (
    <>
      <p className={styles.hint}>
        These are read only: each is a variable in <code>wrangler.toml</code>, and counts from the next deployment on.{' '}
        <code>docs/configuration.md</code> says what each may be.
      </p>
      <Lives lives={settings.lives} />
      {groupsOf(settings).map(({ title, hint, settings: rows }) => (
        <Section key={title} title={title} hint={hint}>
          <div className={styles.thirds}>
            <DataTable caption={title} columns={COLUMNS} rows={rows} rowId={({ name }) => name} />
          </div>
        </Section>
      ))}
      <CommandLine words={['settings', 'show']} />
    </>
  );
}

const COLUMNS: readonly Column<Setting>[] = [
  { id: 'name', header: 'Setting', names: true, cell: ({ name }) => name },
  { id: 'value', header: 'As it counts', cell: ({ value }) => value },
  { id: 'variable', header: 'Changed by', cell: ({ variable }) => <Variable name={variable} /> },
];

function Variable({ name }: { name: string | null }) {
  return name === null ? <span className={styles.quiet}>a release</span> : <code>{name}</code>;
}
