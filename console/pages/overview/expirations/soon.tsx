import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { When } from '../../../parts/when.tsx';
import { useOwnerNames } from '../../tokens/owners.ts';
import type { Token } from '../../tokens/rights.ts';
import { OwnerLink } from '../../tokens/show/owner.tsx';
import pageStyles from '../overview.module.css';

const WITHIN = '7d';
const SHOWN = 4;
/** Of so many the first are found that were not made to be short: signing in makes a token for hours. */
const LOOKED_AT = 50;
const SHORT_MS = 2 * 86_400_000;

/** The tokens that end within seven days, the first of them by name. */
export function EndingSoon() {
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', 'soon'],
    queryFn: ({ signal }) =>
      ask(
        jeton.listTokens({
          query: { expiringBefore: WITHIN, sort: 'expires', limit: LOOKED_AT, count: 'false' },
          signal,
        }),
      ),
  });
  const lasting = (data?.items ?? []).filter((token) => !isShort(token));
  const tokens = lasting.slice(0, SHOWN);
  // All names at once, not one by one.
  useOwnerNames(tokens.map(({ owner }) => owner));
  return (
    <div>
      <h3>Within 7 days</h3>
      <p className={pageStyles.note}>Those made for two days or less are left out.</p>
      {data === undefined && error === null && <Loading label="Looking for them" />}
      {error && <Problem error={error} onRetry={refetch} />}
      {data && tokens.length === 0 && <p className={pageStyles.calm}>No token ends so soon.</p>}
      <ul className={pageStyles.rows}>
        {tokens.map((token) => (
          <Ending key={token.id} token={token} />
        ))}
      </ul>
      {(data?.nextCursor || lasting.length > SHOWN) && (
        <Link to="/tokens" search={{ expiringBefore: WITHIN, sort: 'expires' }}>
          All that end within 7 days
        </Link>
      )}
    </div>
  );
}

function isShort({ createdAt, refreshedAt, expires }: Token): boolean {
  return expires !== null && Date.parse(expires) - Date.parse(refreshedAt ?? createdAt) <= SHORT_MS;
}

function Ending({ token: { id, name, owner, expires } }: { token: Token }) {
  return (
    <li>
      <span className={pageStyles.between}>
        <Link to="/tokens/$id" params={{ id }}>
          {name}
        </Link>
        <When at={expires} />
      </span>
      <span className={pageStyles.quiet}>{owner === null ? 'Nobody’s' : <OwnerLink id={owner} />}</span>
    </li>
  );
}
