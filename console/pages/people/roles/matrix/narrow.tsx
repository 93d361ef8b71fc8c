import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../../api/jeton.ts';
import { SelectField } from '../../../../parts/fields/select-field.tsx';
import styles from './narrow.module.css';

type NarrowProps = { shown: readonly string[]; onNarrow: (environment: string) => void };

/** Another line of the matrix: tokens of one environment alone. */
export function Narrow({ shown, onNarrow }: NarrowProps) {
  const { data } = useQuery({
    queryKey: ['environments', 'choices'],
    queryFn: ({ signal }) => ask(jeton.listEnvironments({ query: { limit: 200 }, signal })),
  });
  const others = (data?.items ?? []).filter(({ id }) => !shown.includes(id));
  if (others.length === 0) return null;
  return (
    <div className={styles.narrow}>
      <SelectField
        label="Narrow tokens to an environment"
        value=""
        options={[['', 'Choose one for a line of its own'], ...others.map(({ id }) => [id, id] as const)]}
        onValueChange={(environment) => environment !== '' && onNarrow(environment)}
        hint="There one says what may be done with tokens of that environment alone."
      />
    </div>
  );
}
