import { RadioGroup } from '../../../../parts/fields/checkbox-field.tsx';
import { FileField } from '../../../../parts/fields/file-field.tsx';
import { TextArea, TextField } from '../../../../parts/fields/text-field.tsx';
import { type Draft, type faultsOf, withFile } from './draft.ts';

type DraftFieldsProps = {
  draft: Draft;
  faults: ReturnType<typeof faultsOf>;
  /** The key stays what it is. */
  fixed: boolean;
  onChange: (draft: Draft) => void;
};

const KINDS = [
  ['text', 'A text', 'Typed or pasted here.'],
  ['file', 'A file', 'Of any kind, sent as it is.'],
] as const;

/** What an item is to be: its key, what it holds, and of what type that is. */
export function DraftFields({ draft, faults, fixed, onChange }: DraftFieldsProps) {
  const { key, from, text, contentType } = draft;
  return (
    <>
      <TextField
        label="Key"
        value={key}
        onValueChange={(next) => onChange({ ...draft, key: next })}
        error={faults.key}
        readOnly={fixed}
        required
        maxLength={400}
        mono
        autoComplete="off"
        spellCheck={false}
        hint={fixed ? undefined : 'Any text of up to 400 bytes. A slash makes folders: en/greeting'}
      />
      <RadioGroup
        legend="It holds"
        name="from"
        value={from}
        options={KINDS}
        onValueChange={(next) => onChange({ ...draft, from: next })}
      />
      {from === 'text' ? (
        <TextArea
          label="Text"
          value={text}
          onValueChange={(next) => onChange({ ...draft, text: next })}
          error={faults.text}
          rows={8}
          mono
          spellCheck={false}
        />
      ) : (
        <FileField
          label="File"
          error={faults.file}
          onFile={(file) => onChange(withFile(draft, file))}
          hint="At most 25 MiB."
        />
      )}
      <TextField
        label="Content type"
        value={contentType}
        onValueChange={(next) => onChange({ ...draft, contentType: next })}
        required
        maxLength={128}
        mono
        autoComplete="off"
        spellCheck={false}
        hint="Kept beside it, and told to whoever reads it: application/json"
      />
    </>
  );
}
