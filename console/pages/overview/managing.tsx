import { may, projectsWhere } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { useInTurn } from '../../parts/in-turn.ts';
import { ButtonLink } from '../../parts/link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { FIRST_SIGHTS } from '../first-sights.ts';
import { Counters } from './counters.tsx';
import { Deliveries } from './deliveries.tsx';
import { Expirations } from './expirations/expirations.tsx';
import { FirstSteps, useIsFirstDay } from './first-steps.tsx';
import styles from './overview.module.css';
import { Requests } from './requests/requests.tsx';
import { Sweeps } from './sweeps/sweeps.tsx';

/** Each part asks for what it shows by itself; what the signed-in may not see is left out. */
export function ManagingOverview() {
  const session = useSession();
  const sweeps = may(session, 'sweep:read', 'everywhere');
  const counted = projectsWhere(session, 'event:read');
  const isFirstDay = useIsFirstDay();
  const drawn = useInTurn(5);
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          may(session, 'token:create') && (
            <ButtonLink to="/tokens/new" variant="primary">
              Create a token
            </ButtonLink>
          )
        }
      >
        {session.user?.permissions.everywhere.length === 0
          ? 'The tokens that you may see, and what they are used for.'
          : FIRST_SIGHTS['/'].children}
      </PageHeader>
      <div className={styles.cards} data-waiting={isFirstDay === undefined || undefined}>
        {isFirstDay && <FirstSteps />}
        <Counters />
        {drawn > 1 && <Expirations />}
        {drawn > 2 && counted?.length !== 0 && <Requests projects={counted} />}
        {drawn > 3 && sweeps && <Sweeps />}
        {drawn > 4 && may(session, 'subscription:read') && <Deliveries half={sweeps} />}
      </div>
    </>
  );
}
