import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Section } from '../../../parts/section.tsx';
import styles from './create.module.css';
import type { FieldsProps } from './form.tsx';

/** Those that set-up makes: for whoever may not list them. */
const USUAL = ['production', 'staging'];

/** Under which names it is reached, an environment each. */
export function HostnameFields({ draft, onChange, errorAt }: FieldsProps) {
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['environments', 'all'],
    queryFn: ({ signal }) => ask(jeton.listEnvironments({ query: { limit: 50 }, signal })),
    enabled: may(session, 'environment:read'),
  });
  const environments = data?.items.map(({ id }) => id) ?? USUAL;
  return (
    <Section
      title="Hostnames"
      hint="Who comes to one of them is in that environment. Each must lead to the Worker, by a route or a custom domain. Leave out environments that it is not for."
    >
      <div className={styles.pair}>
        {environments.map((environment) => (
          <TextField
            key={environment}
            label={`Hostnames in ${environment}`}
            value={draft.hostnames[environment] ?? ''}
            onValueChange={(names) => onChange({ hostnames: { ...draft.hostnames, [environment]: names } })}
            error={errorAt(`document.hostnames.${environment}`)}
            autoCapitalize="off"
            spellCheck={false}
            placeholder="files.example.com"
            hint="Several with a comma between them."
          />
        ))}
      </div>
    </Section>
  );
}
