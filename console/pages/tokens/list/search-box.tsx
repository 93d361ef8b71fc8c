import { useEffect, useRef, useState } from 'react';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { isSearch, SHORTEST_SEARCH } from './filter.ts';

const PAUSE_MS = 150;
const LONGEST_SEARCH = 100;

/** The filter box. What is typed goes into the address after a short pause; going back puts it back here. */
export function SearchBox({ kept, onKeep }: { kept: string; onKeep: (text: string) => void }) {
  const [text, setText] = useState(kept);
  const sent = useRef(kept);
  useEffect(() => {
    if (kept === sent.current) return;
    sent.current = kept;
    setText(kept);
  }, [kept]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onKeep(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, onKeep]);
  const short = text !== '' && !isSearch(text);
  return (
    <TextField
      label="Owner, name or description"
      type="search"
      value={text}
      onValueChange={setText}
      maxLength={LONGEST_SEARCH}
      placeholder="Filter"
      autoComplete="off"
      spellCheck={false}
      hint={short ? `From ${SHORTEST_SEARCH} characters on.` : undefined}
    />
  );
}
