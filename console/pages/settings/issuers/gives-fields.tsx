import { useQuery } from '@tanstack/react-query';
import { errorOf } from '../../../api/field-errors.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { CheckboxField } from '../../../parts/fields/checkbox-field.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextArea, TextField } from '../../../parts/fields/text-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import styles from '../settings.module.css';
import { wrongGrant } from './draft.ts';
import type { IssuerFieldsProps } from './whom-fields.tsx';

type GivesFieldsProps = IssuerFieldsProps & {
  projects: readonly (readonly [id: string, name: string])[];
  /** What is wrong is told once it was tried. */
  sent: boolean;
};

/** What the tokens are exchanged for. */
export function GivesFields({ draft, set, error, projects, sent }: GivesFieldsProps) {
  const wrong = sent ? wrongGrant(draft) : null;
  return (
    <>
      <SelectField
        label="For tokens of the project"
        value={draft.project}
        options={projects.map(([id, name]) => [id, id === name ? id : `${name} (${id})`] as const)}
        onValueChange={(project) => set({ project })}
        error={errorOf(error, 'project')}
      />
      <EnvironmentFields draft={draft} set={set} error={error} />
      <TextArea
        mono
        label="Grants"
        hint="One a line: marketing+rw for a namespace, bucket:photos:read for the rest."
        required
        value={draft.grants}
        onValueChange={(grants) => set({ grants })}
        error={wrong === null ? errorOf(error, 'grants') : `${wrong} is no grant`}
      />
      <div className={styles.beside}>
        <TextField
          label="Their audience"
          hint="What the aud of the job’s token must hold."
          required
          autoComplete="off"
          value={draft.audience}
          onValueChange={(audience) => set({ audience })}
          error={errorOf(error, 'audience')}
        />
        <TextField
          label="Minutes that they live"
          hint="Left empty: as long as the deployment lets exchanged tokens live."
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
          value={draft.minutes}
          onValueChange={(minutes) => set({ minutes })}
          error={errorOf(error, 'tokenMinutes')}
        />
      </div>
    </>
  );
}

function EnvironmentFields({ draft: { environments }, set, error }: IssuerFieldsProps) {
  const { data, error: unread } = useQuery({
    queryKey: ['environments', 'of an issuer'],
    queryFn: async ({ signal }) => (await ask(jeton.listEnvironments({ query: { limit: 200 }, signal }))).items,
  });
  const wrong = errorOf(error, 'environments');
  return (
    <fieldset className={styles.words}>
      <legend className={styles.legend}>In the environments</legend>
      {unread && <Problem error={unread} />}
      {(data ?? []).map(({ id }) => (
        <CheckboxField
          key={id}
          label={id}
          checked={environments.includes(id)}
          onCheckedChange={(on) =>
            set({ environments: on ? [...environments, id] : environments.filter((one) => one !== id) })
          }
        />
      ))}
      {wrong && <p className={styles.wrong}>{wrong}</p>}
    </fieldset>
  );
}
