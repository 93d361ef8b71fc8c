import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { queries } from '../../../api/queries.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { When } from '../../../parts/when.tsx';
import styles from '../settings.module.css';
import { CreateEnvironment } from './create.tsx';

type Environment = Schemas['Environment'];

/** The environments, each of which has the items of every namespace for itself. */
export function Environments() {
  const session = useSession();
  const [creating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<Environment | null>(null);
  const list = usePaged(['environments', 'pages'], (cursor, signal) =>
    jeton.listEnvironments({ query: { cursor }, signal }),
  );
  const { rows, error, refetch } = list;
  const remove = may(session, 'environment:delete', 'everywhere') && setLeaving;
  const create = may(session, 'environment:create', 'everywhere') && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Make an environment
    </Button>
  );
  return (
    <>
      <div className={styles.top}>
        <p className={styles.hint}>
          A token works in the environments that it names. Each has the items of every namespace for itself.
        </p>
        {rows !== null && rows.length > 0 && create}
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && error === null && <Loading label="Looking for them" />}
      {rows?.length === 0 && (
        <Empty title="No environment yet" action={create}>
          Tokens are made for environments, such as production and staging. Make one before the first token.
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable caption="Environments" columns={columnsFor(remove)} rows={rows} rowId={({ id }) => id} />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['environment', 'list']} />
      <CreateEnvironment open={creating} onClose={() => setCreating(false)} />
      {leaving && <DeleteEnvironment environment={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function columnsFor(onRemove: false | ((environment: Environment) => void)): Column<Environment>[] {
  const columns: Column<Environment>[] = [
    { id: 'id', header: 'Id', names: true, cell: ({ id }) => id },
    { id: 'name', header: 'Name', cell: ({ name }) => name },
    { id: 'created', header: 'Made', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  if (!onRemove) return columns;
  const menu = (row: Environment) => (
    <ActionMenu
      label={`Actions for ${row.id}`}
      actions={[{ label: 'Delete it', onSelect: () => onRemove(row), dangerous: true }]}
    />
  );
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: menu }];
}

function DeleteEnvironment({ environment: { id }, onClose }: { environment: Environment; onClose: () => void }) {
  const remove = async () => {
    await ask(jeton.deleteEnvironment({ path: { environment: id } }));
    await queries.invalidateQueries({ queryKey: ['environments'] });
    toast.done(`Environment ${id} is gone`);
  };
  return (
    <Confirm
      open
      title={`Delete ${id}?`}
      action="Delete the environment"
      typed={id}
      onConfirm={remove}
      onClose={onClose}
      command={['environment', 'delete', id]}
    >
      <p>
        It must hold no items, and no live token or role may name it: else nothing happens, and you are told what is in
        the way.
      </p>
    </Confirm>
  );
}
