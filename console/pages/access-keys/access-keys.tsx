import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { AccessKeyList } from './list/list.tsx';

/** The keys of clouds that the deployment keeps. */
export function AccessKeys() {
  if (may(useSession(), 'access_key:read')) return <AccessKeyList />;
  return (
    <>
      <PageHeader title="Access keys" />
      <Empty title="You may not see access keys">
        They are the keys of clouds that properties sign with. To see them takes the permission{' '}
        <code>access_key:read</code> in a project: an owner of the project can give it.
      </Empty>
    </>
  );
}
