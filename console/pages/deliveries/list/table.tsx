import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { type Delivery, followEveryMs, redeliver } from '../api.ts';
import { deliveryColumns } from './columns.tsx';

export type DeliveryFilter = { status?: Delivery['status'] | undefined; subscription?: string | undefined };

/** What was owed, latest first. While any of it is on its way, it is asked for anew. */
export function useDeliveries({ status, subscription }: DeliveryFilter, limit: number) {
  const list = usePaged(['deliveries', 'list', status, subscription, limit], (cursor, signal) =>
    jeton.listNotifications({ query: { status, subscription, cursor, limit }, signal }),
  );
  const { rows, refetch } = list;
  const everyMs = followEveryMs(rows ?? []);
  useEffect(() => {
    if (everyMs === false) return;
    const timer = setInterval(() => refetch({ cancelRefetch: false }), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refetch]);
  return list;
}

type DeliveryTableProps = {
  rows: readonly Delivery[];
  onOpen: (id: string) => void;
  /** The rows are of more than one subscription. */
  withAddress?: boolean;
  stale?: boolean;
};

export function DeliveryTable({ rows, onOpen, withAddress = false, stale = false }: DeliveryTableProps) {
  const mayRedeliver = may(useSession(), 'subscription:update');
  const { mutate } = useMutation({
    mutationFn: ({ id }: Delivery) => redeliver(id),
    onSuccess: ({ id }) => onOpen(id),
    onError: (error) => toast.failed('It was not sent again', error),
  });
  const actions = (delivery: Delivery) => (
    <ActionMenu
      label={`Actions of ${delivery.event} of ${delivery.createdAt}`}
      actions={[
        { label: 'Open', onSelect: () => onOpen(delivery.id) },
        mayRedeliver && delivery.status !== 'pending' && { label: 'Send it again', onSelect: () => mutate(delivery) },
      ]}
    />
  );
  return (
    <DataTable
      caption="Deliveries"
      rows={rows}
      rowId={({ id }) => id}
      columns={deliveryColumns(({ id }) => onOpen(id), actions, withAddress)}
      stale={stale}
    />
  );
}
