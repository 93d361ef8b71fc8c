import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { may } from '../../app/rights.ts';
import { changed, first, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { dateInWords } from '../../parts/words.ts';
import { By } from '../properties/by.tsx';
import { type AccessKey, oneKey, type Version, versionsOf } from './api.ts';
import { DeleteAccessKey } from './delete.tsx';
import { FollowedLookup } from './follow/lookup.tsx';
import { FollowedRequest } from './follow/request.tsx';
import { AddVersion } from './versions/add-version.tsx';
import { Rotation } from './versions/rotation.tsx';
import { Versions } from './versions/versions.tsx';
import { cloudOf, MAX_VERSIONS, networkInWords } from './words.ts';

/** One access key: its versions, who signs with them, and how it is changed. */
export function AccessKeyPage() {
  const { uid = '' } = useParams({ strict: false });
  const key = useQuery(oneKey(uid));
  const versions = useQuery({ ...versionsOf(uid), enabled: key.data !== undefined });
  const error = key.error ?? versions.error;
  if (key.data && versions.data) return <Shown accessKey={key.data} versions={versions.data} />;
  return (
    <>
      <PageHeader title="Access key" above={<Link to="/access-keys">Access keys</Link>} />
      {error ? (
        <Problem
          error={error}
          title="The access key cannot be shown"
          onRetry={() => [key.refetch(), versions.refetch()]}
        />
      ) : (
        <Loading label="Asking" />
      )}
    </>
  );
}

function Shown({ accessKey, versions }: { accessKey: AccessKey; versions: readonly Version[] }) {
  const { accessKeyUid: uid, accessKeyName, project, createdBy, createdTime } = accessKey;
  const session = useSession();
  const view = useKeyView(uid);
  const mayAdd = may(session, 'access_key:update', { project }) && versions.length < MAX_VERSIONS;
  const mayDelete = may(session, 'access_key:delete', { project });
  const add = mayAdd && <Button onClick={() => view.change({ add: 'version' })}>Add a version</Button>;
  return (
    <>
      <PageHeader
        title={accessKeyName}
        above={<Link to="/access-keys">Access keys</Link>}
        actions={mayDelete && <DeleteAccessKey accessKey={accessKey} versions={versions} />}
      >
        <p>
          <code>{uid}</code> of project{' '}
          <Link to="/projects/$project" params={{ project }}>
            {project}
          </Link>
          , added by <By who={createdBy} /> on {dateInWords(createdTime)}.
        </p>
      </PageHeader>
      {view.request && (
        <FollowedRequest key={view.request} id={view.request} onDismiss={() => view.change({ request: '' })} />
      )}
      {view.lookup && (
        <FollowedLookup key={view.lookup} id={view.lookup} onDismiss={() => view.change({ lookup: '' })} />
      )}
      <Versions uid={uid} versions={versions} mayDelete={mayDelete} onLookup={(lookup) => view.change({ lookup })} />
      <Rotation uid={uid} versions={versions} add={add} />
      <Section title="What it is">
        <Facts
          facts={[
            ['Signs for', `${cloudOf(accessKey.authenticationMethod)} (${accessKey.authenticationMethod})`],
            ['Network', networkInWords(accessKey.networkConfiguration)],
            ['Note', accessKey.note],
            ['Latest version', accessKey.latestVersion],
          ]}
        />
      </Section>
      {view.isAdding && mayAdd && (
        <AddVersion
          accessKey={accessKey}
          onClose={() => view.change({ add: '' })}
          onAccepted={(request) => view.change({ request })}
        />
      )}
    </>
  );
}

/** What is followed, and what is open over the page, as its address has it. */
function useKeyView(uid: string) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  return {
    request: first(search, 'request'),
    lookup: first(search, 'lookup'),
    isAdding: first(search, 'add') !== undefined,
    change: (changes: Record<string, string>) =>
      navigate({
        to: '/access-keys/$uid',
        params: { uid },
        search: (before) => changed(before, changes),
        replace: true,
        resetScroll: false,
      }),
  };
}
