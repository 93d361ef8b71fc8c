import { Empty } from '../parts/empty.tsx';
import { Link } from '../parts/link.tsx';
import { PageHeader } from '../parts/page-header.tsx';

export function NotFound() {
  return (
    <main>
      <PageHeader title="There is no such page" />
      <Empty title="The address leads nowhere" action={<Link to="/">To the overview</Link>}>
        Was all of it copied? What it named may also have been deleted since.
      </Empty>
    </main>
  );
}
