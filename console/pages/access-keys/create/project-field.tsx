import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { useProjects } from '../../namespaces/projects.ts';

type ProjectFieldProps = { value: string; onValueChange: (id: string) => void; error: string | undefined };

/** One of the projects in which one may add access keys. */
export function ProjectField({ value, onValueChange, error }: ProjectFieldProps) {
  const session = useSession();
  const { projects } = useProjects(session);
  const own = (projects ?? []).filter(([id]) => may(session, 'access_key:create', { project: id }));
  const options = own.map(([id, name]): [string, string] => [id, id === name ? id : `${name} (${id})`]);
  if (value !== '' && !own.some(([id]) => id === value)) options.unshift([value, value]);
  return (
    <SelectField
      label="Project"
      value={value}
      options={[['', 'Choose a project'], ...options]}
      onValueChange={onValueChange}
      error={error}
      required
      hint="Its properties may sign with the key."
    />
  );
}
