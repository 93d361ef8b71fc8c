import type { FormEvent } from 'react';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/fields/select-field.tsx';
import { TextField } from '../../parts/fields/text-field.tsx';
import styles from './namespaces.module.css';

type ProjectChoiceProps = {
  projects: readonly (readonly [id: string, name: string])[];
  /** The token is for all projects, and may not list them: their names are typed. */
  any: boolean;
  project: string | undefined;
  onChoose: (project: string) => void;
};

/** Which project's namespaces are shown. Where there is no choice, its name stands alone. */
export function ProjectChoice({ projects, any, project, onChoose }: ProjectChoiceProps) {
  if (any) return <TypedProject project={project} onChoose={onChoose} />;
  const known = projects.some(([id]) => id === project);
  // One that the address names, and the list does not: it may be a stranger's, or beyond the first thousand.
  const all = known || project === undefined ? projects : [[project, project] as const, ...projects];
  if (all.length === 0) return null;
  if (all.length === 1) {
    return (
      <p className={styles.one}>
        Project <strong>{all[0] && labelOf(all[0])}</strong>
      </p>
    );
  }
  const options = all.map((each) => [each[0], labelOf(each)] as const);
  return (
    <div className={styles.choice}>
      <SelectField label="Project" value={project} options={options} onValueChange={onChoose} />
    </div>
  );
}

function labelOf([id, name]: readonly [id: string, name: string]): string {
  return id === name ? id : `${name} (${id})`;
}

function TypedProject({ project, onChoose }: Pick<ProjectChoiceProps, 'project' | 'onChoose'>) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('project')).trim();
    if (typed !== '') onChoose(typed);
  };
  return (
    <form className={styles.choice} onSubmit={submit}>
      <TextField
        key={project}
        name="project"
        label="Project"
        defaultValue={project}
        autoComplete="off"
        spellCheck={false}
        required
        hint="Your token is for all projects, and may not list them: type the id of one."
      />
      <Button type="submit">Show</Button>
    </form>
  );
}
