import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import type { Session } from '../../../api/session.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { exactly } from '../../../parts/words.ts';
import styles from '../settings.module.css';
import { DeleteKey } from './delete.tsx';
import { RotateKey } from './rotate.tsx';

export type SigningKey = Schemas['SigningKey'];
type Doing = { what: 'rotate' } | { what: 'delete'; key: SigningKey } | null;

/** The keys that sign tokens. The next one is published ahead, so that nobody meets a key that they do not know. */
export function SigningKeys() {
  const session = useSession();
  const [doing, setDoing] = useState<Doing>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['signing-keys'],
    queryFn: async ({ signal }) => (await ask(jeton.listSigningKeys({ signal }))).items,
  });
  const close = () => setDoing(null);
  return (
    <>
      <div className={styles.top}>
        <p className={styles.hint}>
          They sign tokens that others check without asking here. The next key is made and published by itself; each
          stays published until all that it signed has ended.
        </p>
        {may(session, 'signing_key:create', 'everywhere') && (
          <Button onClick={() => setDoing({ what: 'rotate' })}>Rotate the key</Button>
        )}
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {data === undefined && error === null && <Loading label="Looking for them" />}
      {data?.length === 0 && (
        <Empty title="No key yet">The first one is made with the first signed token, or when you rotate.</Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <DataTable
          caption="Signing keys"
          columns={columnsFor(session, setDoing)}
          rows={data}
          rowId={({ kid }) => kid}
        />
      )}
      <CommandLine words={['signing-key', 'list']} />
      {doing?.what === 'rotate' && <RotateKey keys={data ?? []} onClose={close} />}
      {doing?.what === 'delete' && <DeleteKey signingKey={doing.key} onClose={close} />}
    </>
  );
}

function columnsFor(session: Session, onDo: (doing: Doing) => void): Column<SigningKey>[] {
  const columns: Column<SigningKey>[] = [
    { id: 'kid', header: 'Key', names: true, cell: ({ kid }) => <code>{kid}</code> },
    { id: 'state', header: 'State', cell: ({ state }) => <State state={state} /> },
    { id: 'algorithm', header: 'Algorithm', cell: ({ algorithm }) => algorithm },
    { id: 'from', header: 'Signs from', cell: ({ signsFrom }) => exactly(signsFrom) },
    {
      id: 'until',
      header: 'Published until',
      cell: ({ publishedUntil }) => (publishedUntil === null ? 'its tokens have ended' : exactly(publishedUntil)),
    },
  ];
  if (!may(session, 'signing_key:delete', 'everywhere')) return columns;
  const menu = (key: SigningKey) => (
    <ActionMenu
      label={`Actions for key ${key.kid}`}
      actions={[
        key.state !== 'signing' && {
          label: 'Take it away',
          onSelect: () => onDo({ what: 'delete', key }),
          dangerous: true,
        },
      ]}
    />
  );
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: menu }];
}

function State({ state }: Pick<SigningKey, 'state'>) {
  switch (state) {
    case 'signing':
      return <Badge tone="good">Signs</Badge>;
    case 'published':
      return <Badge tone="note">Published, signs later</Badge>;
    case 'retired':
      return <Badge>Signs no more</Badge>;
  }
}
