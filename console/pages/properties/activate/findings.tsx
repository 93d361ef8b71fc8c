import type { Schemas } from '../../../../client/api/index.ts';
import { IssueList } from '../document/issue-list.tsx';
import { issuesOf } from '../document/issues.ts';

type FindingsProps = Pick<Schemas['PropertyVersion'], 'errors' | 'warnings'>;

/** What is to be said of what the environment would run. */
export function Findings({ errors, warnings }: FindingsProps) {
  if (errors.length + warnings.length === 0) return null;
  return (
    <IssueList
      issues={issuesOf('', { errors, warnings })}
      consequence="they keep the version from being activated here"
    />
  );
}
