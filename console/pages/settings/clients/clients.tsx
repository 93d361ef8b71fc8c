import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import type { Session } from '../../../api/session.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { When } from '../../../parts/when.tsx';
import { counted } from '../../../parts/words.ts';
import styles from '../settings.module.css';
import { DeleteClient } from './delete.tsx';
import { ClientForm } from './form.tsx';

export type Client = Schemas['Client'];
type Doing = { what: 'create' } | { what: 'change' | 'delete'; client: Client } | null;

/** Programs that tokens can be locked to, and how each proves that it is who it says. */
export function Clients() {
  const session = useSession();
  const [doing, setDoing] = useState<Doing>(null);
  const list = usePaged(['clients', 'pages'], (cursor, signal) => jeton.listClients({ query: { cursor }, signal }));
  const { rows, error, refetch } = list;
  const close = () => setDoing(null);
  const create = may(session, 'client:create', 'everywhere') && (
    <Button variant="primary" onClick={() => setDoing({ what: 'create' })}>
      Register a client
    </Button>
  );
  return (
    <>
      <div className={styles.top}>
        <p className={styles.hint}>
          A token that is locked to clients is good for nothing elsewhere: whoever calls has to prove all that its
          client is registered with.
        </p>
        {rows !== null && rows.length > 0 && create}
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && error === null && <Loading label="Looking for them" />}
      {rows?.length === 0 && (
        <Empty title="No client is registered" action={create}>
          A client is a program of yours that you can tell from others: by its certificate, by its address, or by a
          service binding. Register one, and tokens can be locked to it.
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable caption="Clients" columns={columnsFor(session, setDoing)} rows={rows} rowId={({ id }) => id} />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['client', 'list']} />
      {doing?.what === 'create' && <ClientForm client={null} onClose={close} />}
      {doing?.what === 'change' && <ClientForm client={doing.client} onClose={close} />}
      {doing?.what === 'delete' && <DeleteClient client={doing.client} onClose={close} />}
    </>
  );
}

function columnsFor(session: Session, onDo: (doing: Doing) => void): Column<Client>[] {
  const columns: Column<Client>[] = [
    { id: 'id', header: 'Id', names: true, cell: ({ id }) => id },
    { id: 'name', header: 'Name', cell: ({ name }) => name },
    { id: 'proves', header: 'Proves itself by', cell: (client) => proofsOf(client) },
    { id: 'group', header: 'Guarded by', cell: ({ group }) => group ?? <span className={styles.quiet}>nobody</span> },
    { id: 'created', header: 'Registered', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  const [changes, deletes] = [may(session, 'client:update', 'everywhere'), may(session, 'client:delete', 'everywhere')];
  if (!changes && !deletes) return columns;
  const menu = (client: Client) => (
    <ActionMenu
      label={`Actions for ${client.id}`}
      actions={[
        changes && { label: 'Change it', onSelect: () => onDo({ what: 'change', client }) },
        deletes && { label: 'Delete it', onSelect: () => onDo({ what: 'delete', client }), dangerous: true },
      ]}
    />
  );
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: menu }];
}

function proofsOf({ certificates, allowedIps }: Client): string {
  const proofs = [
    certificates.length > 0 && counted(certificates.length, 'certificate'),
    allowedIps.length > 0 && allowedIps.join(', '),
  ].filter((proof) => proof !== false);
  return proofs.length === 0 ? 'a service binding' : proofs.join(', and ');
}
