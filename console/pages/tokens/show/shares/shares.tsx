import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../../client/api/index.ts';
import { ask, jeton } from '../../../../api/jeton.ts';
import { queries } from '../../../../api/queries.ts';
import { Badge, type Tone } from '../../../../parts/badge.tsx';
import { Button } from '../../../../parts/button.tsx';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Confirm } from '../../../../parts/confirm.tsx';
import { Empty } from '../../../../parts/empty.tsx';
import { Loading } from '../../../../parts/loading.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../../parts/table/data-table.tsx';
import { toast } from '../../../../parts/toasts/toast.tsx';
import { When } from '../../../../parts/when.tsx';

type Share = Schemas['Share'];

/** The links by which a token was handed over, and what became of them. */
export function Shares({ id, onShare }: { id: string; onShare: () => void }) {
  const [ending, setEnding] = useState<Share | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', id, 'shares'],
    queryFn: ({ signal }) => ask(jeton.listShares({ path: { id }, signal })),
  });
  if (data === undefined) {
    return error === null ? <Loading label="Looking for links" /> : <Problem error={error} onRetry={refetch} />;
  }
  if (data.items.length === 0) {
    return (
      <Empty title="No link leads to this token" action={<Button onClick={onShare}>Hand it over</Button>}>
        A link hands the token to somebody without its secret ever standing in a mail or a chat. It works once, for two
        hours. Used and ended links are shown here for a day.
      </Empty>
    );
  }
  return (
    <>
      {error && <Problem error={error} onRetry={refetch} />}
      <DataTable
        caption="Links to the token"
        columns={columns(setEnding)}
        rows={data.items}
        rowId={(share) => share.id}
      />
      <CommandLine words={['token', 'shares', id]} />
      <RevokeShare id={id} share={ending} onClose={() => setEnding(null)} />
    </>
  );
}

const STATUS: Record<Share['status'], readonly [words: string, tone: Tone]> = {
  open: ['open', 'note'],
  redeemed: ['used', 'good'],
  revoked: ['revoked', 'neutral'],
  expired: ['too old', 'neutral'],
};

function columns(onEnd: (share: Share) => void): readonly Column<Share>[] {
  return [
    { id: 'email', header: 'Sent to', names: true, cell: ({ email }) => email },
    { id: 'status', header: 'State', cell: (share) => <Status share={share} /> },
    { id: 'created', header: 'Sent', cell: ({ createdAt }) => <When at={createdAt} /> },
    {
      id: 'secret',
      header: 'Using it',
      cell: ({ replacesSecret }) => (replacesSecret ? 'makes a new secret' : 'shows the secret'),
    },
    {
      id: 'buttons',
      header: 'Actions',
      headerHidden: true,
      cell: (share) =>
        share.status === 'open' && (
          <Button variant="quiet" onClick={() => onEnd(share)} aria-label={`Revoke the link to ${share.email}`}>
            Revoke
          </Button>
        ),
    },
  ];
}

function Status({ share: { status, redeemedAt, expiresAt } }: { share: Share }) {
  const [words, tone] = STATUS[status];
  return (
    <span>
      <Badge tone={tone}>{words}</Badge> {status === 'redeemed' && <When at={redeemedAt} />}
      {status === 'open' && (
        <>
          ends <When at={expiresAt} />
        </>
      )}
    </span>
  );
}

function RevokeShare({ id, share, onClose }: { id: string; share: Share | null; onClose: () => void }) {
  if (share === null) return null;
  const revoke = async () => {
    await ask(jeton.revokeShare({ path: { id, share: share.id } })).finally(() =>
      queries.invalidateQueries({ queryKey: ['tokens', id] }),
    );
    toast.done('The link no longer works');
  };
  return (
    <Confirm
      open
      title="Revoke the link?"
      action="Revoke the link"
      onConfirm={revoke}
      onClose={onClose}
      command={['token', 'unshare', id, share.id]}
    >
      <p>{share.email} can no longer get the token by it. The token itself stays as it is.</p>
    </Confirm>
  );
}
