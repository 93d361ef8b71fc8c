import { useMutation } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { Call, Value } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { LeaveGuard } from '../../../parts/leave-guard.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { counted } from '../../../parts/words.ts';
import { keepSaved } from '../api.ts';
import type { PartProps } from '../property.tsx';
import { textOf, type Version } from './document.ts';
import styles from './document-tab.module.css';
import { Editor } from './editor.tsx';
import { issuesOf, parseDocument, refusedIn } from './issues.ts';

type Saved = Value<'createPropertyVersion'>;
type Written = Call<'savePropertyVersion'>['body']['document'];

/** Changes a document, and saves it whole: in place of a version that was never active, or as the next one. */
export function Edit({ property: { id, latestVersion }, view, version }: PartProps & { version: Version }) {
  const [text, setText] = useState(() => textOf(version.document));
  const [note, setNote] = useState(version.editable ? (version.note ?? '') : '');
  const saved = useRef(text);
  const parsed = useMemo(() => parseDocument(text), [text]);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (place: 'here' | 'next') => save(id, place === 'here' ? version.version : null, text, note),
    onSuccess: async (made) => {
      saved.current = text;
      await keepSaved(made);
      const { errors } = made;
      toast.done(
        `Version ${made.version} is saved`,
        errors.length === 0
          ? 'It runs nowhere before it is activated.'
          : `${counted(errors.length, 'error')} to be mended before that.`,
      );
      view.open('document', { version: String(made.version), ...(errors.length > 0 && { edit: 'yes' }) }, true);
    },
  });
  const issues = issuesNow();
  function issuesNow() {
    if (!parsed.ok) return [parsed.issue];
    if (error) return refusedIn(text, error);
    return text === saved.current ? issuesOf(text, version) : [];
  }
  const change = (next: string) => {
    if (error) reset();
    setText(next);
  };
  const next = latestVersion + 1;
  return (
    <div className={styles.edit}>
      <LeaveGuard isDirty={() => text !== saved.current} what="The document" />
      <Editor
        label={
          version.editable
            ? `The document of version ${version.version}`
            : `The document, from version ${version.version}`
        }
        hint="It is saved whole: what it leaves out is gone. What is wrong with it is told when it is saved."
        text={text}
        issues={issues}
        onText={change}
      />
      <div className={styles.note}>
        <TextField label="Note" value={note} onValueChange={setNote} maxLength={255} hint="What this version is for." />
      </div>
      {error && <Problem error={error} title="It is not saved" />}
      <div className={styles.buttons}>
        {version.editable && (
          <Button variant="primary" disabled={!parsed.ok} pending={isPending} onClick={() => mutate('here')}>
            Save version {version.version}
          </Button>
        )}
        <Button
          variant={version.editable ? 'plain' : 'primary'}
          disabled={!parsed.ok}
          pending={isPending}
          onClick={() => mutate('next')}
        >
          Save as version {next}
        </Button>
        <Button onClick={() => view.open('document', { version: String(version.version) })}>Cancel</Button>
      </div>
      <CommandLine
        words={[
          ['property', 'save', id, version.editable && version.version, '--file', 'document.json'],
          note.trim() !== '' && ['--note', note.trim()],
        ]}
      />
    </div>
  );
}

async function save(id: string, number: number | null, text: string, note: string): Promise<Saved> {
  const body = { document: JSON.parse(text) as Written, note: note.trim() || null };
  if (number === null) return ask(jeton.createPropertyVersion({ path: { id }, body }));
  return ask(jeton.savePropertyVersion({ path: { id, n: String(number) }, body }));
}
