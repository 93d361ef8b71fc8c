import { Plus } from 'lucide-react';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { FIRST_SIGHTS } from '../../first-sights.ts';
import { CreateAccessKey } from '../create/create.tsx';
import { FollowedRequest } from '../follow/request.tsx';
import { KEY_COLUMNS } from './columns.tsx';
import { Filters } from './filters.tsx';
import { NoKeys } from './no-keys.tsx';
import { useListView } from './view.ts';

/** Each row asks for its versions: no more at once than a project has. */
const PAGE = 50;

/** The access keys that one may see, how many more a project may have, and the request for a new one. */
export function AccessKeyList() {
  const session = useSession();
  const view = useListView();
  const { project, guid, isGuid, change } = view;
  const versionGuid = isGuid ? guid : undefined;
  const list = usePaged(['access-keys', 'list', project, versionGuid], (cursor, signal) =>
    jeton.listAccessKeys({ query: { project, versionGuid, cursor, limit: PAGE }, signal }),
  );
  const { rows, total, error, refetch, more, stale } = list;
  const create = may(session, 'access_key:create', project === undefined ? 'anywhere' : { project }) && (
    <Button variant="primary" onClick={() => change({ new: 'key' })}>
      <Plus aria-hidden size={16} /> Add an access key
    </Button>
  );
  return (
    <>
      <PageHeader {...FIRST_SIGHTS['/access-keys']} actions={rows && rows.length > 0 && create} />
      {view.request && (
        <FollowedRequest key={view.request} id={view.request} onDismiss={() => change({ request: '' }, true)} />
      )}
      <Filters view={view} total={stale ? null : total} />
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the access keys" />}
      {rows?.length === 0 && <NoKeys view={view} create={create} />}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Access keys"
            rows={rows}
            rowId={({ accessKeyUid }) => accessKeyUid}
            columns={KEY_COLUMNS}
            stale={stale}
          />
          <More {...more} />
        </>
      )}
      <CommandLine
        words={['access-key', 'list', project && ['--project', project], versionGuid && ['--guid', versionGuid]]}
      />
      {view.isCreating && (
        <CreateAccessKey
          project={project ?? ''}
          onClose={() => change({ new: '' }, true)}
          onAccepted={(request) => change({ request }, true)}
        />
      )}
    </>
  );
}
