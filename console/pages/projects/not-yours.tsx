import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ButtonLink } from '../../parts/link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';

/** A limited token manages no project. */
export function NotYours({ title }: { title: string }) {
  const { token } = useSession();
  return (
    <>
      <PageHeader title={title} />
      <Empty title="Projects are not yours to see" action={<ButtonLink to="/">To the overview</ButtonLink>}>
        You are signed in with {token.name}, a token of type {token.type}. It reads and writes what its grants name, and
        manages nothing; the overview shows what that is.
      </Empty>
    </>
  );
}
