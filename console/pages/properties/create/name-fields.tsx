import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { useProjects } from '../../namespaces/projects.ts';
import styles from './create.module.css';
import type { FieldsProps } from './form.tsx';

/** What it is called, whose it is, and what the first version is for. */
export function NameFields({ draft, onChange, errorAt }: FieldsProps) {
  const session = useSession();
  const { projects } = useProjects(session);
  const own = (projects ?? []).filter(([id]) => may(session, 'property:create', { project: id }));
  const options = own.map(([id, name]): [string, string] => [id, id === name ? id : `${name} (${id})`]);
  const { project } = draft;
  if (project !== '' && !own.some(([id]) => id === project)) options.unshift([project, project]);
  return (
    <div className={styles.pair}>
      <TextField
        label="Name"
        value={draft.name}
        onValueChange={(name) => onChange({ name })}
        error={errorAt('name')}
        maxLength={60}
        required
      />
      <SelectField
        label="Project"
        value={project}
        options={[['', 'Choose a project'], ...options]}
        onValueChange={(id) => onChange({ project: id, signWith: '' })}
        error={errorAt('project')}
        required
      />
      <TextField
        label="Note"
        value={draft.note}
        onValueChange={(note) => onChange({ note })}
        error={errorAt('note')}
        maxLength={255}
        hint="What the first version is for. It may be empty."
      />
    </div>
  );
}
