import { useSession } from '../../app/session.tsx';
import { SelectField } from '../../parts/fields/select-field.tsx';
import { useProjects } from '../namespaces/projects.ts';

type ProjectFieldProps = {
  value: string;
  /** Those that one has to choose from; null: any, or none. */
  projects: readonly string[] | null;
  onValueChange: (project: string) => void;
};

/** In which project. Who may see the trail of some projects only has to name one of them. */
export function ProjectField({ value, projects, onValueChange }: ProjectFieldProps) {
  const listed = useProjects(useSession()).projects ?? [];
  const seen =
    projects === null ? listed : projects.map((id) => listed.find((one) => one[0] === id) ?? ([id, id] as const));
  const known = value === '' || seen.some(([id]) => id === value) ? seen : [[value, value] as const, ...seen];
  const options = known.map(([id, name]) => [id, id === name ? id : `${name} (${id})`] as const);
  return (
    <SelectField
      label="Project"
      value={value}
      options={projects === null ? [['', 'Any, or none'] as const, ...options] : options}
      onValueChange={onValueChange}
    />
  );
}
