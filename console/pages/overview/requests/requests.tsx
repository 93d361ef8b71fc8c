import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ask, jeton } from '../../../api/jeton.ts';
import { first, oneOf, type Search } from '../../../app/search.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Card } from '../card.tsx';
import pageStyles from '../overview.module.css';
import { Counted } from './counted.tsx';
import { Refusals } from './refusals.tsx';
import styles from './requests.module.css';
import { SPAN_HOURS, SPANS, type Span } from './steps.ts';

const TITLES: Record<Span, string> = { '24h': '24 hours', '7d': '7 days' };

/** What became of requests with a token. `projects`: those that one has to choose from; null: all, together. */
export function Requests({ projects }: { projects: readonly string[] | null }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const span = oneOf(search, 'requests', SPANS) ?? '24h';
  const project =
    projects === null ? undefined : (projects.find((id) => id === first(search, 'project')) ?? projects[0]);
  const { data, error, refetch } = useQuery({
    queryKey: ['requests', span, project],
    queryFn: ({ signal }) => ask(jeton.listRequests({ query: { since: sinceOf(span), project }, signal })),
    placeholderData: (before) => before,
  });
  const show = (change: Search) =>
    navigate({ to: '/', search: { ...search, ...change }, replace: true, resetScroll: false });
  return (
    <Card
      title="Requests with a token"
      hint={
        project === undefined
          ? 'All that presented one here, by the hour, UTC.'
          : `With the tokens of ${project} alone, by the hour, UTC.`
      }
      actions={
        <div className={styles.choices}>
          {projects !== null && projects.length > 1 && (
            <SelectField
              aria-label="Project"
              label={<span className="visually-hidden">Project</span>}
              value={project}
              options={projects.map((id) => [id, id] as const)}
              onValueChange={(id) => show({ project: id })}
            />
          )}
          <Spans span={span} onSpan={(requests) => show({ requests })} />
        </div>
      }
    >
      <div className={`${pageStyles.split} ${styles.body}`}>
        <div>
          {data === undefined && error === null && <Loading label="Counting" />}
          {error && <Problem error={error} onRetry={refetch} />}
          {data && <Counted list={data} span={span} />}
        </div>
        <div>{data && <Refusals refusals={data.refusals} />}</div>
      </div>
      <CommandLine
        words={[
          'request',
          'list',
          span !== '24h' && ['--since', dayOf(sinceOf(span))],
          project !== undefined && ['--project', project],
        ]}
      />
    </Card>
  );
}

function Spans({ span, onSpan }: { span: Span; onSpan: (span: Span) => void }) {
  return (
    <fieldset className={styles.spans} aria-label="How far back">
      {SPANS.map((one) => (
        <button key={one} type="button" aria-pressed={one === span} onClick={() => onSpan(one)}>
          {TITLES[one]}
        </button>
      ))}
    </fieldset>
  );
}

function sinceOf(span: Span): string {
  return `${new Date(Date.now() - SPAN_HOURS[span] * 3_600_000).toISOString().slice(0, 19)}Z`;
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
