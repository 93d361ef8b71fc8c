import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../../api/failure.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';

/** What can be said of a namespace, as it is typed. `group`: empty for none. */
export type NamespaceValues = { retentionDays: string; group: string };

const MAX_RETENTION_DAYS = 3650;

type FieldsProps = { values: NamespaceValues; onChange: (values: NamespaceValues) => void; error: unknown };

/** How long items are kept, and which group guards them. */
export function NamespaceFields({ values, onChange, error }: FieldsProps) {
  const groups = useGroups(values.group);
  const group = {
    label: 'Group that guards it',
    name: 'group',
    value: values.group,
    onValueChange: (next: string) => onChange({ ...values, group: next }),
    error: errorOf(error, 'group'),
    hint: 'Only its people may then reach the items, and make tokens that do.',
  };
  return (
    <>
      <TextField
        label="Days that items are kept"
        name="retentionDays"
        type="number"
        min={0}
        max={MAX_RETENTION_DAYS}
        inputMode="numeric"
        value={values.retentionDays}
        onValueChange={(retentionDays) => onChange({ ...values, retentionDays })}
        error={errorOf(error, 'retentionDays')}
        hint="0 keeps them for ever. Items that are there already keep the end that they have."
      />
      {groups === null ? <TextField {...group} /> : <SelectField {...group} options={[['', 'Nobody'], ...groups]} />}
    </>
  );
}

/** The groups to choose from; null for whoever may not list them, and while there is no answer. */
function useGroups(present: string): (readonly [string, string])[] | null {
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['groups', 'choice'],
    queryFn: ({ signal }) => ask(jeton.listGroups({ query: { limit: 200 }, signal })),
    enabled: may(session, 'group:read', 'everywhere') || session.token.type === 'personal',
  });
  if (data === undefined || data.nextCursor !== null) return null;
  const options = data.items.map(({ id, name }) => [id, id === name ? id : `${name} (${id})`] as const);
  const known = present === '' || options.some(([id]) => id === present);
  return known ? options : [[present, present], ...options];
}

/** What the API says of a field. */
export function errorOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Failure)) return undefined;
  return error.error.errors.find((each) => each.field === field || each.field === `body.${field}`)?.message;
}
