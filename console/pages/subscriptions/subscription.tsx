import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { changed, first, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';
import { DeliveryDialog } from '../deliveries/show/dialog.tsx';
import { maySubscription, oneSubscription, type Subscription } from './api.ts';
import { EditSubscription } from './form/edit.tsx';
import { Actions } from './show/actions.tsx';
import { SubscriptionDeliveries } from './show/deliveries.tsx';
import { Details } from './show/details.tsx';
import { nameOf } from './words.ts';

/** One subscription: what it hears of, whether it is heard, and what it was told. */
export function SubscriptionPage() {
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(oneSubscription(id));
  if (data) return <Found subscription={data} />;
  return (
    <>
      <PageHeader title="Subscription" above={<Link to="/subscriptions">Subscriptions</Link>} />
      {error ? (
        <Problem error={error} title="The subscription cannot be shown" onRetry={refetch} />
      ) : (
        <Loading label="Asking" />
      )}
    </>
  );
}

function Found({ subscription }: { subscription: Subscription }) {
  const { id, filter } = subscription;
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (changes: Record<string, string>) =>
    navigate({
      to: '/subscriptions/$id',
      params: { id },
      search: (before) => changed(before, changes),
      resetScroll: false,
    });
  const delivery = first(search, 'delivery');
  const mayUpdate = maySubscription(session, 'update', filter.project);
  if (first(search, 'edit') !== undefined && mayUpdate) {
    return <EditSubscription subscription={subscription} onEnd={() => change({ edit: '' })} />;
  }
  const open = (opened: string) => change({ delivery: opened });
  return (
    <>
      <PageHeader
        title={nameOf(subscription)}
        above={<Link to="/subscriptions">Subscriptions</Link>}
        actions={<Actions subscription={subscription} onEdit={() => change({ edit: 'yes' })} onSample={open} />}
      >
        <p>
          <code>{id}</code>
        </p>
      </PageHeader>
      <Details subscription={subscription} mayUpdate={mayUpdate} />
      <SubscriptionDeliveries id={id} onOpen={open} />
      {delivery && <DeliveryDialog id={delivery} subscription={id} onClose={() => change({ delivery: '' })} />}
    </>
  );
}
