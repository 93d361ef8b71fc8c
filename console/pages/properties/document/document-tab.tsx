import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { oneVersion, someVersions } from '../api.ts';
import type { PartProps } from '../property.tsx';
import { documentOf, textOf, type Version } from './document.ts';
import styles from './document-tab.module.css';
import { Edit } from './edit.tsx';
import { Editor } from './editor.tsx';
import { issuesOf } from './issues.ts';
import { Summary } from './summary.tsx';
import { listed } from './words.ts';

/** The document of one version: in words, as JSON, and to be changed. */
export function DocumentTab(part: PartProps) {
  const { property, view, mayUpdate } = part;
  const { id, latestVersion } = property;
  const number = view.version ?? latestVersion;
  const { data: version, error, refetch } = useQuery(oneVersion(id, number));
  if (error) return <Problem error={error} title={`There is no version ${number} to show`} onRetry={refetch} />;
  if (version === undefined) return <Loading label="Asking for the document" />;
  if (view.edit && mayUpdate) return <Edit key={number} {...part} version={version} />;
  return <Shown {...part} version={version} />;
}

function Shown({ property: { id, latestVersion }, view, mayUpdate, version }: PartProps & { version: Version }) {
  const text = textOf(version.document);
  const number = version.version;
  const edit = () => view.open('document', { version: String(number), edit: 'yes' });
  return (
    <>
      <div className={styles.top}>
        <VersionSelect
          id={id}
          version={number}
          onChoose={(next) => view.open('document', { version: String(next) }, true)}
        />
        <p className={styles.state}>
          <State version={version} /> {version.note}
        </p>
        {mayUpdate && (
          <Button variant="primary" onClick={edit}>
            {version.editable ? `Edit version ${number}` : `Make version ${latestVersion + 1} from it`}
          </Button>
        )}
      </div>
      <Section title="In words">
        <Summary document={documentOf(version)} />
      </Section>
      <Section title="As JSON">
        <Editor label={`The document of version ${number}`} text={text} issues={issuesOf(text, version)} />
      </Section>
      <CommandLine words={['property', 'version', id, number, '--quiet']} />
    </>
  );
}

function State({ version: { active, editable } }: { version: Version }) {
  if (active.length > 0) return <Badge tone="good">active in {listed(active, 'and')}</Badge>;
  return editable ? <Badge>never active</Badge> : <Badge>was active</Badge>;
}

function VersionSelect({
  id,
  version,
  onChoose,
}: {
  id: string;
  version: number;
  onChoose: (version: string) => void;
}) {
  const { data } = useQuery(someVersions(id));
  const numbers = [...new Set([...(data?.items ?? []).map((one) => one.version), version])];
  const options = numbers.map((number): [string, string] => [String(number), `Version ${number}`]);
  return <SelectField label="Version" value={String(version)} options={options} onValueChange={onChoose} />;
}
