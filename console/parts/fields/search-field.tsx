import { useEffect, useRef, useState } from 'react';
import type { FieldProps } from './field.tsx';
import { TextField } from './text-field.tsx';

const PAUSE_MS = 150;
const LONGEST_SEARCH = 100;

type SearchFieldProps = Pick<FieldProps, 'label' | 'hint'> & {
  /** As the address has it: going back puts it back. */
  kept: string;
  /** Called a short pause after the last key. */
  onKeep: (words: string) => void;
};

/** A box for words to filter by. */
export function SearchField({ label, hint, kept, onKeep }: SearchFieldProps) {
  const [words, setWords] = useState(kept);
  const sent = useRef(kept);
  useEffect(() => {
    if (kept === sent.current) return;
    sent.current = kept;
    setWords(kept);
  }, [kept]);
  useEffect(() => {
    const next = words.trim();
    if (next === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = next;
      onKeep(next);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, onKeep]);
  return (
    <TextField
      label={label}
      hint={hint}
      type="search"
      value={words}
      onValueChange={setWords}
      maxLength={LONGEST_SEARCH}
      placeholder="Filter"
      autoComplete="off"
      spellCheck={false}
    />
  );
}
