import { CircleAlert, TriangleAlert } from 'lucide-react';
import { counted } from '../../../parts/words.ts';
import styles from './issue-list.module.css';
import type { Issue } from './issues.ts';

const KINDS = {
  error: { Icon: CircleAlert, word: 'Error' },
  warning: { Icon: TriangleAlert, word: 'Warning' },
};

type IssueListProps = {
  issues: readonly Issue[];
  /** What errors keep from being done, after the count of them. */
  consequence: string;
  /** Leads to the place in the text; without it the list only tells. */
  onShow?: (issue: Issue) => void;
};

/** What is to be said of a document, errors first; each leads to its place. */
export function IssueList({ issues, consequence, onShow }: IssueListProps) {
  const errors = issues.filter(({ level }) => level === 'error').length;
  const warnings = issues.length - errors;
  return (
    <div className={styles.issues}>
      <p role="status">
        {errors > 0 && `${counted(errors, 'error')}: ${consequence}. `}
        {warnings > 0 && `${counted(warnings, 'warning')}: it may be meant so, or not.`}
      </p>
      {issues.length > 0 && (
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.level} ${issue.path} ${issue.message}`} data-level={issue.level}>
              <Issued issue={issue} onShow={onShow} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Issued({ issue, onShow }: { issue: Issue; onShow: IssueListProps['onShow'] }) {
  const { Icon, word } = KINDS[issue.level];
  return (
    <>
      <Icon aria-hidden size={16} />
      <p>
        <strong>{word}</strong>
        {onShow && (
          <button type="button" onClick={() => onShow(issue)}>
            line {issue.place.line}
          </button>
        )}
        {issue.path !== '' && <code>{issue.path}</code>} {issue.message}
      </p>
    </>
  );
}
