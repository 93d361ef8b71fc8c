import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Card } from '../card.tsx';
import pageStyles from '../overview.module.css';
import { JobRow } from './job-row.tsx';
import { JOBS } from './jobs.ts';
import styles from './sweeps.module.css';

/** How the scheduled jobs last went. */
export function Sweeps() {
  const mayRun = may(useSession(), 'sweep:create', 'everywhere');
  return (
    <Card title="Scheduled jobs" hint="The last run of each, and what it counted." half>
      <ul className={`${pageStyles.rows} ${styles.jobs}`}>
        {JOBS.map(({ job, does }) => (
          <JobRow key={job} job={job} does={does} mayRun={mayRun} />
        ))}
      </ul>
      <CommandLine words={['sweep', 'list']} />
    </Card>
  );
}
