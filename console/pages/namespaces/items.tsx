import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Browser } from './items/browser.tsx';
import { useEnvironments } from './items/environments.ts';
import styles from './items/items.module.css';
import { useAddress } from './items/place.ts';
import { PutItem } from './items/put/put.tsx';
import { actionsOn } from './reach.ts';
import { RightsBadges } from './rights-badges.tsx';
import { retentionInWords } from './words.ts';

/** What a namespace holds, in one environment. */
export function Items() {
  const session = useSession();
  const address = useAddress();
  const { project, namespace, prefix, go } = address;
  const [putting, setPutting] = useState(false);
  const found = useNamespace(project, namespace);
  const { environments, error, refetch } = useEnvironments(session);
  const environment = address.environment ?? preferred(environments);
  const named = { project, name: namespace, group: found.data?.group ?? null };
  const actions = environment === undefined ? [] : actionsOn(session, named, environment);
  const above = (
    <Link to="/namespaces" search={{ project }}>
      Namespaces of {project}
    </Link>
  );
  const mayPut = found.isSuccess && actions.includes('write');
  const onPut = mayPut ? () => setPutting(true) : null;
  const put = onPut && (
    <Button variant="primary" onClick={onPut}>
      Put an item
    </Button>
  );
  if (found.isError) {
    return (
      <>
        <PageHeader title={namespace} above={above} />
        <Problem
          title={`Namespace ${namespace} of ${project} is not yours to see, or not there`}
          error={found.error}
          onRetry={found.refetch}
        />
      </>
    );
  }
  return (
    <>
      <PageHeader title={namespace} above={above} actions={put}>
        {found.data && <Summary namespace={found.data} actions={actions} environment={environment} />}
      </PageHeader>
      {error !== null && <Problem title="The environments could not be listed" error={error} onRetry={refetch} />}
      {error === null && (found.isPending || environments === null) && <Loading label="Opening the namespace" />}
      {found.isSuccess && environments !== null && environment === undefined && (
        <Empty title="There is no environment">Items are kept apart by environment, and there is none yet.</Empty>
      )}
      {found.isSuccess && environments !== null && environment !== undefined && (
        <Browser
          place={{ project, namespace, environment }}
          environments={environments}
          actions={actions}
          onPut={onPut}
        />
      )}
      {putting && environment !== undefined && (
        <PutItem
          place={{ project, namespace, environment }}
          prefix={prefix.slice(0, prefix.lastIndexOf('/') + 1)}
          mayRead={actions.includes('read')}
          onClose={() => setPutting(false)}
          onPut={(key) => {
            setPutting(false);
            if (actions.includes('read')) go({ environment, prefix, key });
          }}
        />
      )}
    </>
  );
}

function useNamespace(project: string, namespace: string) {
  return useQuery({
    queryKey: ['namespaces', project, namespace],
    queryFn: ({ signal }) => ask(jeton.getNamespace({ path: { project, namespace }, signal })),
  });
}

/** Where people mostly look first. */
function preferred(environments: readonly string[] | null): string | undefined {
  return environments?.find((id) => id === 'production') ?? environments?.[0];
}

type SummaryProps = {
  namespace: Schemas['Namespace'];
  actions: ReturnType<typeof actionsOn>;
  environment: string | undefined;
};

function Summary({ namespace: { retentionDays, group }, actions, environment }: SummaryProps) {
  return (
    <p className={styles.summary}>
      <span>
        Items are kept {retentionInWords(retentionDays)}
        {group !== null && <>, and guarded by {group}</>}.
      </span>
      {environment !== undefined && actions.length > 0 && (
        <span>
          In {environment} you may <RightsBadges actions={actions} />
        </span>
      )}
    </p>
  );
}
