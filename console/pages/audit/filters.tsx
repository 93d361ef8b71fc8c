import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/fields/select-field.tsx';
import { TextField } from '../../parts/fields/text-field.tsx';
import { ACTIONS } from './actions.ts';
import { ActorField } from './actor-field.tsx';
import { type Filter, type FilterName, isFiltered } from './filter.ts';
import styles from './filters.module.css';
import { ProjectField } from './project-field.tsx';
import { TargetField } from './target-field.tsx';

type FiltersProps = { filter: Filter; projects: readonly string[] | null };

/** Which events are shown. What is chosen stands in the address at once. */
export function Filters({ filter, projects }: FiltersProps) {
  const navigate = useNavigate();
  const show = (next: Filter) => navigate({ to: '/audit', search: next, replace: true });
  const change = (name: FilterName) => (value: string) => show({ ...filter, [name]: value || undefined });
  const { project, ...rest } = filter;
  const clearable = isFiltered(projects === null ? filter : rest);
  return (
    <search className={styles.filters} aria-label="Filter the events">
      <ActorField value={filter.actor ?? ''} onValueChange={change('actor')} />
      <SelectField
        label="What happened"
        value={filter.action ?? ''}
        options={actionOptions(filter.action)}
        onValueChange={change('action')}
      />
      <TargetField value={filter.target ?? ''} onValueChange={change('target')} />
      <ProjectField value={project ?? ''} projects={projects} onValueChange={change('project')} />
      <DayField label="From" value={filter.since} onValueChange={change('since')} />
      <DayField label="Before" value={filter.until} onValueChange={change('until')} />
      {clearable && (
        <Button variant="quiet" className={styles.clear} onClick={() => show(projects === null ? {} : { project })}>
          Clear all
        </Button>
      )}
    </search>
  );
}

type DayFieldProps = { label: string; value: string | undefined; onValueChange: (value: string) => void };

/** A day, UTC; the address may name a time as well, of which the day is shown. */
function DayField({ label, value = '', onValueChange }: DayFieldProps) {
  return <TextField type="date" label={label} value={value.slice(0, 10)} onValueChange={onValueChange} />;
}

function actionOptions(chosen: string | undefined): (readonly [string, string])[] {
  const unknown = chosen !== undefined && !Object.hasOwn(ACTIONS, chosen) ? [[chosen, chosen] as const] : [];
  return [['', 'Anything'], ...unknown, ...Object.entries(ACTIONS)];
}
