import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { STATUS_WORDS, STATUSES } from '../words.ts';
import styles from './list.module.css';
import type { DeliveryFilter } from './table.tsx';

type FiltersProps = DeliveryFilter & { onChange: (changes: Record<string, string>) => void };

/** As many as one call gives. */
const MANY = 200;

/** Which deliveries are shown: how far they are, and of which subscription. */
export function Filters({ status = undefined, subscription = '', onChange }: FiltersProps) {
  const { data } = useQuery({
    queryKey: ['subscriptions', 'choices'],
    queryFn: ({ signal }) => ask(jeton.listSubscriptions({ query: { limit: MANY }, signal })),
  });
  const known = (data?.items ?? []).map(({ id, address, description }): [string, string] => [
    id,
    description === null ? address : `${description} (${address})`,
  ]);
  if (subscription !== '' && !known.some(([id]) => id === subscription)) known.push([subscription, subscription]);
  return (
    <search className={styles.filters} aria-label="Filter the deliveries">
      <SelectField
        label="State"
        value={status ?? ''}
        options={[['', 'Any'], ...STATUSES.map((each): [string, string] => [each, STATUS_WORDS[each]])]}
        onValueChange={(next) => onChange({ status: next })}
      />
      <SelectField
        label="Subscription"
        value={subscription}
        options={[['', 'Any, and mails to owners'], ...known]}
        onValueChange={(next) => onChange({ subscription: next })}
      />
    </search>
  );
}
