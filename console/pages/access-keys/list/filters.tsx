import { useSession } from '../../../app/session.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { count, counted } from '../../../parts/words.ts';
import { useProjects } from '../../namespaces/projects.ts';
import { MAX_KEYS } from '../words.ts';
import styles from './list.module.css';
import type { ListView } from './view.ts';

/** Which keys are shown, and how many a project has of those that it may have. */
export function Filters({ view, total }: { view: ListView; total: number | null }) {
  const { project, guid, isGuid, change } = view;
  const { projects } = useProjects(useSession());
  const known = (projects ?? []).map(([id, name]): [string, string] => [id, id === name ? id : `${name} (${id})`]);
  if (project !== undefined && !known.some(([id]) => id === project)) known.push([project, project]);
  return (
    <search className={styles.filters} aria-label="Filter the access keys">
      <SelectField
        label="Project"
        value={project ?? ''}
        options={[['', 'All projects'], ...known]}
        onValueChange={(id) => change({ project: id })}
      />
      <TextField
        label="Guid of a version"
        type="search"
        mono
        value={guid}
        onValueChange={(typed) => change({ guid: typed.trim() }, true)}
        placeholder="Which key does a property name?"
        autoComplete="off"
        spellCheck={false}
        error={guid === '' || isGuid ? undefined : 'A guid is 36 characters, with four dashes.'}
      />
      <Counter total={total} project={isGuid ? undefined : project} />
    </search>
  );
}

function Counter({ total, project }: { total: number | null; project: string | undefined }) {
  return (
    <p className={styles.counter} role="status">
      {total !== null && (
        <>
          <strong>{project === undefined ? count(total) : `${count(total)} of ${MAX_KEYS}`}</strong>{' '}
          {project === undefined ? wordOnly(total) : `access keys of ${project}`}
          {project !== undefined && total >= MAX_KEYS && '. For another, delete one, and wait until it is gone.'}
        </>
      )}
    </p>
  );
}

function wordOnly(total: number): string {
  return counted(total, 'access key').slice(count(total).length + 1);
}
