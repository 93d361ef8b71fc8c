import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Code } from '../../parts/code.tsx';
import { commandOf, type Word } from '../../parts/command-line.tsx';
import { Link } from '../../parts/link.tsx';
import { useProjects } from '../namespaces/projects.ts';
import { Card } from './card.tsx';
import styles from './first-steps.module.css';

/** Tokens that people and programs work with; the others came with the set-up. */
const WORKING = ['client', 'frontend', 'access'];
const LOOKED_AT = 25;

/** Whether there is no token yet that anybody works with; undefined until that is known. */
export function useIsFirstDay(): boolean | undefined {
  const asks = may(useSession(), 'token:create');
  const { data, isError } = useQuery({
    queryKey: ['tokens', 'first'],
    queryFn: ({ signal }) => ask(jeton.listTokens({ query: { limit: LOOKED_AT, count: 'false' }, signal })),
    enabled: asks,
  });
  if (!asks || isError) return false;
  return data && data.nextCursor === null && !data.items.some(({ type }) => WORKING.includes(type));
}

/** The way to a first token. */
export function FirstSteps() {
  const session = useSession();
  const project = useProjects(session).projects?.[0]?.[0];
  const { data } = useQuery({
    queryKey: ['namespaces', project, 'first'],
    queryFn: ({ signal }) =>
      ask(jeton.listNamespaces({ path: { project: project ?? '' }, query: { limit: 1 }, signal })),
    enabled: project !== undefined,
  });
  const namespace = data?.items[0]?.name;
  const [inProject, ofNamespace] = [project ?? 'web', namespace ?? 'marketing'];
  const place = ['--project', inProject, '--environment', 'production', '--namespace', `${ofNamespace}+r`];
  return (
    <Card title="Three steps to a first token" hint="Here, or on the command line: both do the same.">
      <ol className={styles.steps}>
        <Step
          done={project !== undefined}
          others={!may(session, 'project:create') && 'An administrator makes it.'}
          title={<Link to="/projects">Make a project</Link>}
          words={['project', 'create', 'web', '--name', 'Web shop']}
        >
          It says whose things belong together: its people, its namespaces, its tokens.
        </Step>
        <Step
          done={namespace !== undefined}
          others={!may(session, 'namespace:create') && 'An owner of the project makes it.'}
          title={
            <Link to="/namespaces" search={{ project: inProject }}>
              Make a namespace in it
            </Link>
          }
          words={['namespace', 'create', 'marketing', '--project', inProject]}
        >
          It holds items, and is what a token is let into: to read, to write or to delete.
        </Step>
        <Step
          done={false}
          title={
            <Link to="/tokens/new" search={{ project: inProject }}>
              Make the token
            </Link>
          }
          words={['token', 'create', 'first', place, '--expires', '30d']}
        >
          Its secret is shown once. Whoever presents it may do what its grants name, and nothing else.
        </Step>
      </ol>
    </Card>
  );
}

type StepProps = {
  done: boolean;
  /** Who makes it, where the signed-in may not. */
  others?: string | false;
  title: ReactNode;
  words: readonly Word[];
  children: ReactNode;
};

function Step({ done, others = false, title, words, children }: StepProps) {
  return (
    <li>
      <h3>
        {title}
        {done && (
          <span className={styles.done}>
            <Check aria-hidden size={15} /> done
          </span>
        )}
      </h3>
      <p>
        {children} {!done && others}
      </p>
      <Code text={commandOf(words)} what="the command" />
    </li>
  );
}
