import { useMutation, useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { When } from '../../../parts/when.tsx';
import { counted } from '../../../parts/words.ts';
import pageStyles from '../overview.module.css';
import { countsInWords, isBad, type Job, type Sweep } from './jobs.ts';
import styles from './sweeps.module.css';

/** So many runs back a failure is still told. */
const LOOKED_AT = 10;
/** A run answers when it has done its share: up to 40 pages of each kind. */
const RUN_SECONDS = 300;

/** One job: when it last ran, how that went, and what it counted. */
export function JobRow({ job, does, mayRun }: { job: Job; does: string; mayRun: boolean }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['sweeps', job],
    queryFn: async ({ signal }) => (await ask(jeton.listSweeps({ query: { job, limit: LOOKED_AT }, signal }))).items,
  });
  const last = data?.[0];
  return (
    <li className={styles.job}>
      <div>
        <p className={styles.name}>
          <strong>{job}</strong> {last && <Status sweep={last} />}
          {data && <Earlier runs={data.slice(1)} />}
        </p>
        <p className={pageStyles.quiet}>{does}</p>
        <div className={styles.last}>
          {error && <Problem error={error} onRetry={refetch} />}
          {data && <LastRun sweep={last} />}
        </div>
      </div>
      {mayRun && <RunNow job={job} />}
    </li>
  );
}

function Status({ sweep: { status } }: { sweep: Sweep }) {
  switch (status) {
    case 'done':
      return <Badge tone="good">Done</Badge>;
    case 'running':
      return <Badge tone="note">Running</Badge>;
    case 'failed':
      return <Badge tone="bad">Failed</Badge>;
    case 'lost':
      return <Badge tone="bad">Lost: it never said that it ended</Badge>;
  }
}

function Earlier({ runs }: { runs: readonly Sweep[] }) {
  const bad = runs.filter(isBad).length;
  return bad > 0 && <Badge tone="warning">{`${bad} of the ${counted(runs.length, 'run')} before failed`}</Badge>;
}

function LastRun({ sweep }: { sweep: Sweep | undefined }) {
  if (sweep === undefined) return <p>It has not run yet.</p>;
  return (
    <>
      <p>
        <When at={sweep.startedAt} />: {countsInWords(sweep)}
      </p>
      {sweep.error && <p className={styles.error}>{sweep.error}</p>}
    </>
  );
}

function RunNow({ job }: { job: Job }) {
  const { mutate, isPending } = useMutation({
    mutationFn: () => ask(jeton.runSweep({ body: { job }, signal: AbortSignal.timeout(RUN_SECONDS * 1000) })),
    onSuccess: (sweep) => {
      if (isBad(sweep)) toast.failed(`${job} failed`, sweep.error ?? 'It did not say why.');
      else toast.done(`${job} has run`, countsInWords(sweep));
    },
    onError: (error) => toast.failed(`${job} did not run`, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sweeps'] }),
  });
  return (
    <Button
      pending={isPending}
      onClick={() => mutate()}
      title={`jeton sweep run --job ${job}`}
      aria-label={`Run ${job} now`}
    >
      {isPending ? 'Running …' : 'Run now'}
    </Button>
  );
}
