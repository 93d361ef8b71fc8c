import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Link } from '../../../parts/link.tsx';
import type { PropertyDocument } from './document.ts';

/** The access key whose version requests are signed with, by its name where one may see keys. */
export function KeyName({ signing }: { signing: PropertyDocument['signing'] }) {
  const session = useSession();
  const versionGuid = signing?.accessKeyVersionGuid ?? '';
  const { data } = useQuery({
    queryKey: ['access-keys', 'by-version', versionGuid],
    queryFn: ({ signal }) => ask(jeton.listAccessKeys({ query: { versionGuid }, signal })),
    enabled: versionGuid !== '' && may(session, 'access_key:read'),
  });
  if (signing === null) return <span>nothing is signed</span>;
  const key = data?.items[0];
  if (key === undefined) return <code>{versionGuid}</code>;
  return (
    <span>
      <Link to="/access-keys/$uid" params={{ uid: key.accessKeyUid }}>
        {key.accessKeyName}
      </Link>{' '}
      in {signing.region}
    </span>
  );
}
