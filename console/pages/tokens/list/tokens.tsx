import { manages, may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ButtonLink, Link } from '../../../parts/link.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { FIRST_SIGHTS } from '../../first-sights.ts';
import { RevokeMatching } from './revoke-matching/revoke-matching.tsx';
import { TokenTable } from './table.tsx';
import { useAddress } from './use-address.ts';

/** All tokens that one may see: found, judged, and done away with. */
export function Tokens() {
  const session = useSession();
  return manages(session) ? <List /> : <NotYours />;
}

function List() {
  const session = useSession();
  const address = useAddress();
  const makes = session.token.type === 'personal' || may(session, 'token:create');
  return (
    <>
      <PageHeader
        {...FIRST_SIGHTS['/tokens']}
        actions={
          <>
            <RevokeMatching filter={address.filter} />
            {makes && (
              <ButtonLink to="/tokens/new" variant="primary">
                Create a token
              </ButtonLink>
            )}
          </>
        }
      />
      <TokenTable address={address} />
    </>
  );
}

/** A limited token manages none. */
function NotYours() {
  return (
    <>
      <PageHeader title="Tokens" />
      <Empty title="Tokens are not yours to see" action={<Link to="/">To the overview</Link>}>
        You are signed in with a token that reads and writes what its grants name, and manages nothing. The overview
        shows what it may do.
      </Empty>
    </>
  );
}
