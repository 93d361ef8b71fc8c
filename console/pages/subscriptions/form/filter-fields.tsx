import { TOKEN_TYPES } from '../../../../src/contract/token-types.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { PersonField } from '../../../parts/fields/person-field.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { useProjects } from '../../namespaces/projects.ts';
import { maySubscription } from '../api.ts';
import { neverHeard } from './draft.ts';
import type { FieldsProps } from './fields.tsx';
import styles from './form.module.css';

/** Of which tokens, access keys and properties it is told. */
export function FilterFields({ draft, onChange, errorAt }: FieldsProps) {
  const sees = may(useSession(), 'user:read');
  const unheard = neverHeard(draft);
  return (
    <>
      <div className={styles.pair}>
        <ProjectField draft={draft} onChange={onChange} errorAt={errorAt} />
        <TextField
          label="Namespace"
          value={draft.namespace}
          onValueChange={(namespace) => onChange({ namespace })}
          error={errorAt('filter.namespace')}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          placeholder="Any"
          hint="Only tokens with a grant for it."
        />
        <SelectField
          label="Type"
          value={draft.type}
          options={[['', 'Any'], ...TOKEN_TYPES.map((type): [string, string] => [type, type])]}
          onValueChange={(type) => onChange({ type })}
          error={errorAt('filter.type')}
          hint="Only tokens of this type."
        />
        {(sees || draft.owner !== '') && (
          <PersonField
            label="Owner"
            value={draft.owner}
            onValueChange={(owner) => onChange({ owner })}
            error={errorAt('filter.owner')}
            hint="Only tokens of this person."
          />
        )}
      </div>
      <p role="status" className={styles.warning}>
        {unheard.length > 0 &&
          `A namespace, a type or an owner asks for tokens: of ${unheard.join(', ')} nothing will be heard.`}
      </p>
    </>
  );
}

/** All projects are for who may subscribe to all of them. */
function ProjectField({ draft: { project }, onChange, errorAt }: FieldsProps) {
  const session = useSession();
  const { projects } = useProjects(session);
  const own = (projects ?? []).filter(([id]) => maySubscription(session, 'create', id));
  const options = own.map(([id, name]): [string, string] => [id, id === name ? id : `${name} (${id})`]);
  if (project !== '' && !own.some(([id]) => id === project)) options.unshift([project, project]);
  const all = maySubscription(session, 'create', undefined);
  return (
    <SelectField
      label="Project"
      value={project}
      options={[['', all ? 'All projects' : 'Choose a project'], ...options]}
      onValueChange={(id) => onChange({ project: id })}
      error={errorAt('filter.project')}
      required={!all}
      hint="Only what applies to it, or is of it."
    />
  );
}
