import { type FormEvent, useState } from 'react';
import { TextField } from '../../parts/fields/text-field.tsx';

/** What it was done to, by its id. It counts when one has done typing: on Enter, or when the field is left. */
export function TargetField({ value, onValueChange }: { value: string; onValueChange: (value: string) => void }) {
  const [draft, setDraft] = useState({ of: value, text: value });
  // Another address shows what it asks for.
  const text = draft.of === value ? draft.text : value;
  const done = () => text.trim() !== value && onValueChange(text.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    done();
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label="On what"
        placeholder="tok_…, group:marketing"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        onValueChange={(next) => setDraft({ of: value, text: next })}
        onBlur={done}
      />
    </form>
  );
}
