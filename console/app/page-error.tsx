import { PageHeader } from '../parts/page-header.tsx';
import { Problem } from '../parts/problem.tsx';

/** A page that could not be shown: its file did not come, as after a new release, or it failed. Loading anew mends the first. */
export function PageError({ error }: { error: unknown }) {
  return (
    <>
      <PageHeader title="This page could not be shown" />
      <Problem error={error} onRetry={() => location.reload()} />
    </>
  );
}
