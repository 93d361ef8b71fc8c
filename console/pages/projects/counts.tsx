import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Result } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Link } from '../../parts/link.tsx';
import { count } from '../../parts/words.ts';
import styles from './projects.module.css';

type Listing = { items: unknown[]; total?: number | null; nextCursor: string | null };

/** How much there is in a project, as far as one may see it, and the way to each. */
export function Counts({ project }: { project: string }) {
  const session = useSession();
  const sees = (permission: string) => may(session, permission, { project });
  const tokens = useCount(['tokens', 'count', 'project', project], (signal) =>
    jeton.listTokens({ query: { project, limit: 1 }, signal }),
  );
  const namespaces = useCount(
    ['namespaces', project, 'count'],
    (signal) => jeton.listNamespaces({ path: { project }, query: { limit: 1 }, signal }),
    sees('namespace:read'),
  );
  const keys = useCount(
    ['access-keys', 'count', project],
    (signal) => jeton.listAccessKeys({ query: { project, limit: 1 }, signal }),
    sees('access_key:read'),
  );
  const properties = useCount(
    ['properties', 'count', project],
    (signal) => jeton.listProperties({ query: { project, limit: 1 }, signal }),
    sees('property:read'),
  );
  return (
    <ul className={styles.counts} aria-label="What is in it">
      <li>
        <Link to="/tokens" search={{ project }}>
          <Counted count={tokens} noun="tokens that you may see" />
        </Link>
      </li>
      {sees('namespace:read') && (
        <li>
          <Link to="/namespaces" search={{ project }}>
            <Counted count={namespaces} noun="namespaces" />
          </Link>
        </li>
      )}
      {sees('access_key:read') && (
        <li>
          <Link to="/access-keys" search={{ project }}>
            <Counted count={keys} noun="access keys" />
          </Link>
        </li>
      )}
      {sees('property:read') && (
        <li>
          <Link to="/properties" search={{ project }}>
            <Counted count={properties} noun="properties" />
          </Link>
        </li>
      )}
    </ul>
  );
}

function Counted({ count: number, noun }: { count: number | null; noun: string }): ReactNode {
  return (
    <>
      <strong>{number === null ? '…' : count(number)}</strong> <span>{noun}</span>
    </>
  );
}

function useCount(
  queryKey: readonly string[],
  list: (signal: AbortSignal) => Promise<Result<Listing>>,
  enabled = true,
): number | null {
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => ask(list(signal)), enabled });
  return data?.total ?? null;
}
