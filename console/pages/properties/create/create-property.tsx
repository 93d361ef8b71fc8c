import type { FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { CommandLine, type Word } from '../../../parts/command-line.tsx';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { LeaveGuard } from '../../../parts/leave-guard.tsx';
import { ButtonLink, Link } from '../../../parts/link.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { Editor } from '../document/editor.tsx';
import { Summary } from '../document/summary.tsx';
import styles from './create.module.css';
import { type Draft, documentOf } from './draft.ts';
import { Form } from './form.tsx';
import { NameFields } from './name-fields.tsx';
import { useCreation } from './use-creation.ts';

/** Makes a property with its first version: by a form for the usual, or by a whole document. */
export function CreateProperty() {
  const creation = useCreation();
  const { draft, change, errorAt, error, isPending, ready } = creation;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && ready) creation.create();
  };
  return (
    <>
      <PageHeader title="Create a property" above={<Link to="/properties">Properties</Link>}>
        <p>
          It is saved as version 1, and does nothing before it is activated. Everything can be changed in later
          versions.
        </p>
      </PageHeader>
      <LeaveGuard isDirty={creation.isDirty} what="The property" />
      <form className={styles.form} onSubmit={submit}>
        <NameFields draft={draft} onChange={change} errorAt={errorAt} />
        <RadioGroup
          legend="How to say what it does"
          name="way"
          value={creation.way}
          onValueChange={creation.choose}
          options={WAYS}
        />
        {creation.way === 'form' ? <ByForm {...creation} /> : <AsJson {...creation} />}
        {error && <Problem error={error} title="No property was made" />}
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" pending={isPending} disabled={!ready}>
            Create the property
          </Button>
          <ButtonLink to="/properties">Cancel</ButtonLink>
        </div>
      </form>
      <CommandLine words={commandFor(draft)} />
    </>
  );
}

type Creation = ReturnType<typeof useCreation>;

const WAYS = [
  ['form', 'By a form', 'For the usual: hostnames, an origin, rules, and a key that signs.'],
  ['json', 'As JSON', 'The whole document: an origin or a key for one environment, time limits and the rest.'],
] as const;

function ByForm({ draft, change, errorAt }: Creation) {
  return (
    <>
      <Form draft={draft} onChange={change} errorAt={errorAt} />
      <Section title="What it comes to">
        <Summary document={documentOf(draft)} />
      </Section>
    </>
  );
}

function AsJson({ text, issues, write }: Creation) {
  return (
    <Editor
      label="The document"
      hint="Its JSON Schema is at /schemas/property.json: an editor that is told so completes and checks it."
      text={text}
      issues={issues}
      onText={write}
    />
  );
}

function commandFor({ name, project, note }: Draft): Word[] {
  return [
    ['property', 'create', name.trim() || 'NAME', '--project', project || 'PROJECT', '--file', 'document.json'],
    note.trim() !== '' && ['--note', note.trim()],
  ];
}
