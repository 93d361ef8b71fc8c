import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import styles from '../settings.module.css';
import { columnsFor, type Doing } from './columns.tsx';
import { TrustIssuer } from './create.tsx';
import { DeleteIssuer } from './delete.tsx';
import { DisableIssuer, useEnableIssuer } from './disable.tsx';

export type Issuer = Schemas['TrustedIssuer'];

/** Whose tokens are exchanged for tokens of this deployment, and for which: jobs of a CI need no secret then. */
export function Issuers() {
  const session = useSession();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [creating, setCreating] = useState(false);
  const enable = useEnableIssuer();
  const list = usePaged(['trusted-issuers', 'pages'], (cursor, signal) =>
    jeton.listTrustedIssuers({ query: { cursor }, signal }),
  );
  const { rows, error, refetch } = list;
  const close = () => setDoing(null);
  const create = may(session, 'trusted_issuer:create') && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Trust an issuer
    </Button>
  );
  return (
    <>
      <div className={styles.top}>
        <p className={styles.hint}>
          Jobs of a CI exchange the token that they are given for one of a project here, and need no secret for it.{' '}
          <code>docs/ci-tokens.md</code> shows how.
        </p>
        {rows !== null && rows.length > 0 && create}
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && error === null && <Loading label="Looking for them" />}
      {rows?.length === 0 && (
        <Empty title="No issuer is trusted" action={create}>
          Trust GitHub Actions, GitLab CI or an OpenID issuer of your own for one repository and branch: its jobs then
          get a token that lives for minutes, and there is no secret to keep.
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Trusted issuers"
            columns={columnsFor(session, (next) => (next.what === 'enable' ? enable(next.issuer) : setDoing(next)))}
            rows={rows}
            rowId={({ id }) => id}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['trust', 'list']} />
      {creating && <TrustIssuer onClose={() => setCreating(false)} />}
      {doing?.what === 'disable' && <DisableIssuer issuer={doing.issuer} onClose={close} />}
      {doing?.what === 'delete' && <DeleteIssuer issuer={doing.issuer} onClose={close} />}
    </>
  );
}
