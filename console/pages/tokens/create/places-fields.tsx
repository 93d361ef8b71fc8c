import { useSession } from '../../../app/session.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ComboboxField, ComboboxManyField } from '../../../parts/fields/combobox-field.tsx';
import { ButtonLink } from '../../../parts/link.tsx';
import type { Choices } from './choices.ts';
import styles from './create.module.css';
import { Fieldset, Pill } from './fieldset.tsx';
import type { Part } from './part.ts';
import { mayCreateAt, mayCreateEverywhere, mayCreateIn } from './rights.ts';
import { TYPES } from './types.ts';

/** In which projects and environments it works. */
export function PlacesFields({ choices, ...part }: Part & { choices: Choices }) {
  const session = useSession();
  const open = choices.projects.filter(({ id }) => mayCreateIn(session, id));
  if (open.length === 0 && !part.draft.projects.includes('*') && !mayCreateEverywhere(session)) return <NoProject />;
  if (choices.projects.length === 0 && TYPES[part.draft.type].projects === 'one') return <NoProject />;
  return (
    <div className={styles.stack}>
      <ProjectsField {...part} projects={open} />
      <EnvironmentsField {...part} environments={choices.environments} />
    </div>
  );
}

function NoProject() {
  return (
    <Empty title="There is no project yet" action={<ButtonLink to="/projects">To the projects</ButtonLink>}>
      Tokens of this type belong to a project. Make the first one, or ask to be made a member of one.
    </Empty>
  );
}

type Named = { id: string; name: string };

function ProjectsField({ draft, errors, set, projects }: Part & { projects: readonly Named[] }) {
  const session = useSession();
  const options = projects.map(({ id, name }) => ({ value: id, label: id, more: name === id ? undefined : name }));
  const chosen = draft.projects
    .filter((id) => id !== '*')
    .map((id) => options.find(({ value }) => value === id) ?? { value: id, label: id });
  const common = {
    options,
    error: errors.projects,
    none: 'There is no such project, or you may not make tokens for it.',
  };
  if (TYPES[draft.type].projects === 'one') {
    return (
      <ComboboxField
        {...common}
        label="Project"
        placeholder="Type to find one"
        value={chosen.length === 1 ? (chosen[0] ?? null) : null}
        onValueChange={(project) => set({ projects: project === null ? [] : [project.value] })}
      />
    );
  }
  const all = draft.projects.includes('*');
  const some = (
    <ComboboxManyField
      {...common}
      label="Projects"
      placeholder="Type to find some"
      values={chosen}
      onValuesChange={(some) => set({ projects: some.map(({ value }) => value) })}
    />
  );
  if (!mayCreateEverywhere(session) && !all) return some;
  return (
    <div className={styles.stack}>
      <Fieldset legend="In which projects" error={all ? errors.projects : undefined}>
        <div className={styles.pills}>
          <Pill
            type="radio"
            name="projects"
            value="some"
            label="Some"
            checked={!all}
            onChecked={() => set({ projects: [] })}
          />
          <Pill
            type="radio"
            name="projects"
            value="*"
            label="All, present and future"
            checked={all}
            onChecked={() => set({ projects: ['*'] })}
          />
        </div>
      </Fieldset>
      {!all && some}
    </div>
  );
}

function EnvironmentsField({ draft, errors, set, environments }: Part & { environments: readonly Named[] }) {
  const session = useSession();
  const one = TYPES[draft.type].environments === 'one';
  const open = environments.filter(
    ({ id }) => draft.environments.includes(id) || mayCreateAt(session, draft.projects, id),
  );
  const unknown = draft.environments
    .filter((id) => !open.some((known) => known.id === id))
    .map((id) => ({ id, name: id }));
  const change = (id: string, checked: boolean) => {
    const others = one ? [] : draft.environments.filter((other) => other !== id);
    set({ environments: checked ? [...others, id] : others });
  };
  const hint = one ? 'A token of this type works in exactly one.' : 'One or more.';
  return (
    <Fieldset legend={one ? 'Environment' : 'Environments'} error={errors.environments} hint={hint}>
      <div className={styles.pills}>
        {[...open, ...unknown].map(({ id }) => (
          <Pill
            key={id}
            type={one ? 'radio' : 'checkbox'}
            name="environments"
            value={id}
            label={id}
            checked={draft.environments.includes(id)}
            onChecked={(checked) => change(id, checked)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
