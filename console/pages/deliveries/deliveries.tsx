import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { DeliveryList } from './list/list.tsx';

/** What became of each mail and webhook. */
export function Deliveries() {
  if (may(useSession(), 'subscription:read')) return <DeliveryList />;
  return (
    <>
      <PageHeader title="Deliveries" />
      <Empty title="You may not see deliveries">
        They are what subscriptions were told. To see them takes the permission <code>subscription:read</code> in a
        project: an owner of the project can give it.
      </Empty>
    </>
  );
}
