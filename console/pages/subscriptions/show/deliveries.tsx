import { ButtonLink } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { DeliveryTable, useDeliveries } from '../../deliveries/list/table.tsx';

const SHOWN = 10;

/** What a subscription was told last, and with which answers. */
export function SubscriptionDeliveries({ id, onOpen }: { id: string; onOpen: (delivery: string) => void }) {
  const { rows, error, refetch, stale, more } = useDeliveries({ subscription: id }, SHOWN);
  return (
    <Section
      title="Latest deliveries"
      hint="Events go out within a minute or so, warnings within a quarter of an hour."
      actions={
        more.hasMore && (
          <ButtonLink to="/deliveries" search={{ subscription: id }}>
            All its deliveries
          </ButtonLink>
        )
      }
    >
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the deliveries" />}
      {rows?.length === 0 && <p>It was told of nothing so far. Send a sample to see whether it can be reached.</p>}
      {rows !== null && rows.length > 0 && <DeliveryTable rows={rows.slice(0, SHOWN)} onOpen={onOpen} stale={stale} />}
    </Section>
  );
}
