import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorOf } from '../../../api/field-errors.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { CheckboxField } from '../../../parts/fields/checkbox-field.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refetchProperties, someVersions } from '../api.ts';
import { documentOf, type Version } from '../document/document.ts';
import type { Property } from '../property.tsx';
import type { View } from '../view.ts';
import styles from './activate.module.css';
import { Changes } from './changes.tsx';
import { concerns } from './concerns.ts';
import { Findings } from './findings.tsx';

type ActivateFormProps = {
  property: Property;
  view: View;
  environment: string;
  version: Version;
  /** What runs there at present. */
  running: Version | null;
};

/** Which version, what changes by it, who is told; and then it is done. */
export function ActivateForm({ property: { id }, view, environment, version, running }: ActivateFormProps) {
  const [note, setNote] = useState('');
  const [addresses, setAddresses] = useState('');
  const [accepted, setAccepted] = useState(false);
  const notify = addresses.split(/[\s,;]+/).filter((address) => address !== '');
  const document = documentOf(version);
  const ofIt = (finding: { path: string }) => concerns(finding, document, environment);
  const errors = version.errors.filter(ofIt);
  const warnings = version.warnings.filter(ofIt);
  const ready = errors.length === 0 && (warnings.length === 0 || accepted);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      ask(
        jeton.activateProperty({
          path: { id },
          body: { version: version.version, environment, notify, note: note.trim() || null },
        }),
      ),
    onSuccess: async () => {
      await refetchProperties();
      toast.done(`${environment} runs version ${version.version}`, 'Every location knows within ten seconds.');
      view.close();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !isPending) mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <VersionChoice id={id} view={view} environment={environment} version={version.version} running={running} />
      <Changes version={version} running={running} environment={environment} />
      <Findings errors={errors} warnings={warnings} />
      {warnings.length > 0 && errors.length === 0 && (
        <CheckboxField label="I have read the warnings" checked={accepted} onCheckedChange={setAccepted} />
      )}
      <TextField
        label="Note"
        value={note}
        onValueChange={setNote}
        maxLength={255}
        hint="Why, in a few words. The history shows it."
      />
      <TextField
        label="Tell by mail"
        value={addresses}
        onValueChange={setAddresses}
        error={errorOf(error, 'notify')}
        hint="Mail addresses, with a comma between them; 20 at most."
      />
      {error && <Problem error={error} title="Nothing was activated" />}
      <footer className={styles.footer}>
        <Button onClick={view.close}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!ready} pending={isPending}>
          Activate version {version.version} in {environment}
        </Button>
      </footer>
      <CommandLine
        words={[
          ['property', 'activate', id, version.version, '--environment', environment],
          note.trim() !== '' && ['--note', note.trim()],
          notify.length > 0 && ['--notify', notify.join(',')],
        ]}
      />
    </form>
  );
}

type VersionChoiceProps = Pick<ActivateFormProps, 'view' | 'environment' | 'running'> & { id: string; version: number };

function VersionChoice({ id, view, environment, version, running }: VersionChoiceProps) {
  const { data } = useQuery(someVersions(id));
  const known = data?.items ?? [];
  const options = known.map(({ version: number, note }): [string, string] => {
    const runs = number === running?.version ? ', runs at present' : '';
    return [String(number), `${number}${note ? `: ${note}` : ''}${runs}`];
  });
  if (!known.some((one) => one.version === version)) options.push([String(version), String(version)]);
  return (
    <SelectField
      label="Version"
      value={String(version)}
      options={options}
      onValueChange={(next) => view.ask(environment, Number(next))}
      hint="An earlier one takes it back to what it was."
    />
  );
}
