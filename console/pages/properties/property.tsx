import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Schemas } from '../../../client/api/index.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { dateInWords } from '../../parts/words.ts';
import { Activate } from './activate/activate.tsx';
import { oneProperty } from './api.ts';
import { By } from './by.tsx';
import { DeleteProperty } from './delete.tsx';
import { Compare } from './diff/compare.tsx';
import { DocumentTab } from './document/document-tab.tsx';
import { Environments } from './environments/environments.tsx';
import { History } from './environments/history.tsx';
import { Versions } from './versions/versions.tsx';
import { useView, type View } from './view.ts';

export type Property = Schemas['Property'];

/** What the tabs of the page are given: the property, what is shown of it, and whether it may be changed. */
export type PartProps = { property: Property; view: View; mayUpdate: boolean };

/** One property: what runs where, its versions and their documents, and what was done to it. */
export function PropertyPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: property, error, refetch } = useQuery(oneProperty(id));
  if (property) return <Shown property={property} />;
  return (
    <>
      <PageHeader title="Property" above={<Link to="/properties">Properties</Link>} />
      {error ? (
        <Problem error={error} title="The property cannot be shown" onRetry={refetch} />
      ) : (
        <Loading label="Asking" />
      )}
    </>
  );
}

function Shown({ property }: { property: Property }) {
  const { id, name, project, createdAt, createdBy } = property;
  const session = useSession();
  const view = useView(id);
  const part = { property, view, mayUpdate: may(session, 'property:update', { project }) };
  return (
    <>
      <PageHeader
        title={name}
        above={<Link to="/properties">Properties</Link>}
        actions={may(session, 'property:delete', { project }) && <DeleteProperty property={property} />}
      >
        <p>
          <code>{id}</code> of project{' '}
          <Link to="/projects/$project" params={{ project }}>
            {project}
          </Link>
          , made by <By who={createdBy} /> on {dateInWords(createdAt)}.
        </p>
      </PageHeader>
      <Tabs
        label="Parts of the property"
        value={view.tab}
        onValueChange={(tab) => view.open(tab)}
        tabs={[
          ['environments', 'Environments', () => <Environments {...part} />],
          ['versions', 'Versions', () => <Versions {...part} />],
          ['document', 'Document', () => <DocumentTab {...part} />],
          ['compare', 'Compare', () => <Compare {...part} />],
          ['history', 'History', () => <History {...part} />],
        ]}
      />
      <Activate {...part} />
    </>
  );
}
