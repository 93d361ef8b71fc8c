import { useState } from 'react';
import { Button } from '../../../../parts/button.tsx';
import { Code } from '../../../../parts/code.tsx';
import styles from '../items.module.css';
import { prettyJson } from './json.ts';
import type { Content } from './read.ts';
import { sizeInWords } from './size.ts';

/** Deeper than so, or longer, nobody reads it in a page: it is shown as it stands. */
const MAX_PRETTY = 128 * 1024;

/** What an item holds, as text and never as a page. What is no text is told, and can be downloaded. */
export function ContentView({ name, content }: { name: string; content: Content }) {
  const [asStored, setAsStored] = useState(false);
  const { text, whole, contentType, size } = content;
  if (text === null) {
    return (
      <p className={styles.notShown}>
        This is no text, but {size === null ? 'bytes' : sizeInWords(size)} of <code>{contentType}</code>. Download it to
        open it.
      </p>
    );
  }
  if (text === '') return <p className={styles.notShown}>It is there, and empty.</p>;
  const looksLikeJson = whole && text.length <= MAX_PRETTY && /^\s*[[{]/.test(text);
  const pretty = looksLikeJson ? prettyJson(text) : null;
  return (
    <div className={styles.content}>
      <Code text={pretty !== null && !asStored ? pretty : text} what={`what ${name} holds`} />
      {!whole && <p className={styles.hint}>This is its beginning only. Download it to have all of it.</p>}
      {pretty !== null && pretty !== text && (
        <Button variant="quiet" onClick={() => setAsStored(!asStored)}>
          {asStored ? 'Show it laid out' : 'Show it as it is stored'}
        </Button>
      )}
    </div>
  );
}
