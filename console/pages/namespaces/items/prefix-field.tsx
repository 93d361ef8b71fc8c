import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import styles from './items.module.css';

/** Looks for keys by how they begin: KV lists them so, and in no other way. */
export function PrefixField({ prefix, onPrefix }: { prefix: string; onPrefix: (prefix: string) => void }) {
  const [text, setText] = useState(prefix);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPrefix(text);
  };
  return (
    <search className={styles.search}>
      <form className={styles.prefix} onSubmit={submit}>
        <TextField
          label="Keys that begin with"
          value={text}
          onValueChange={setText}
          maxLength={400}
          mono
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" aria-label="Show these keys" title="Show these keys">
          <Search aria-hidden size={16} />
        </Button>
      </form>
    </search>
  );
}
