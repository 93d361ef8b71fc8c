import { Failure } from '../../api/failure.ts';
import type { Search } from '../../app/search.ts';
import { Empty } from '../../parts/empty.tsx';
import { ButtonLink, Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';

type MissingProps = {
  title: string;
  /** Said where it is not there: `Nobody has the id …`. */
  what: string;
  error: unknown;
  onRetry: () => unknown;
  tab: 'users' | 'groups' | 'roles';
};

/** Instead of one thing: that it is on its way, that it is not there, or why it cannot be shown. */
export function Missing({ title, what, error, onRetry, tab }: MissingProps) {
  const search: Search = tab === 'users' ? {} : { tab };
  const gone = error instanceof Failure && error.error.code === 'not_found';
  return (
    <>
      <PageHeader
        title={title}
        above={
          <Link to="/people" search={search}>
            People
          </Link>
        }
      />
      {error === null && <Loading label="Looking it up" />}
      {error !== null && !gone && <Problem error={error} title="It cannot be shown" onRetry={onRetry} />}
      {gone && (
        <Empty
          title={what}
          action={
            <ButtonLink to="/people" search={search}>
              Back to the list
            </ButtonLink>
          }
        >
          Was all of the address copied? What it named may also have been deleted since.
        </Empty>
      )}
    </>
  );
}
