import { lazy, Suspense } from 'react';
import { manages } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ManagingOverview } from './managing.tsx';

/** Most who come here manage, and load nothing of the other. */
const LimitedOverview = lazy(() =>
  import('./limited/limited.tsx').then((module) => ({ default: module.LimitedOverview })),
);

/** What there is to know at a glance: of the deployment for who manages it, of one's own token for all others. */
export function Overview() {
  if (manages(useSession())) return <ManagingOverview />;
  return (
    <Suspense fallback={<Loading label="Loading the page" />}>
      <LimitedOverview />
    </Suspense>
  );
}
