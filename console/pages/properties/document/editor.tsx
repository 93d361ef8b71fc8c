import { useRef } from 'react';
import { TextArea } from '../../../parts/fields/text-field.tsx';
import styles from './editor.module.css';
import { IssueList } from './issue-list.tsx';
import type { Issue } from './issues.ts';

type EditorProps = {
  label: string;
  hint?: string;
  text: string;
  issues: readonly Issue[];
  /** Without it the text is shown, and not changed. */
  onText?: (text: string) => void;
};

/** A document as JSON, and what is to be said of it: each finding leads to its place in the text. */
export function Editor({ label, hint, text, issues, onText }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const show = ({ place: { start, end, line } }: Issue) => {
    const { current } = area;
    if (current === null) return;
    current.focus();
    current.setSelectionRange(start, Math.max(end, start));
    // Browsers do not scroll to what a page selects. No line is wrapped: all are of one height.
    const lineHeight = current.scrollHeight / Math.max(1, text.split('\n').length);
    current.scrollTop = Math.max(0, (line - 4) * lineHeight);
  };
  return (
    <div className={styles.editor}>
      <IssueList issues={issues} consequence={CONSEQUENCE} onShow={show} />
      <TextArea
        ref={area}
        label={label}
        hint={hint}
        mono
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        rows={Math.min(30, Math.max(10, text.split('\n').length + 1))}
        value={text}
        readOnly={onText === undefined}
        onValueChange={onText}
      />
    </div>
  );
}

const CONSEQUENCE = 'the document cannot be activated before they are mended';
