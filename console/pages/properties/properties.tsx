import { useSearch } from '@tanstack/react-router';
import { may } from '../../app/rights.ts';
import { first, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { CreateProperty } from './create/create-property.tsx';
import { PropertyList } from './list/list.tsx';

/** The properties, and the form that makes one. */
export function Properties() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const making = first(search, 'new') !== undefined;
  if (making && may(session, 'property:create')) return <CreateProperty />;
  if (may(session, 'property:read')) return <PropertyList />;
  return (
    <>
      <PageHeader title="Properties" />
      <Empty title="You may not see properties">
        They put a gateway in front of an origin. To see them takes the permission <code>property:read</code> in a
        project: an administrator of the project can give it.
      </Empty>
    </>
  );
}
