import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ButtonLink } from '../../parts/link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';

/** What the signed-in may not see, said plainly. `title`: of the page, where it has no other. */
export function NotYours({ title, what }: { title?: string; what: string }) {
  const { token, user } = useSession();
  const own = user !== null && token.type === 'personal';
  return (
    <>
      {title && <PageHeader title={title} />}
      <Empty
        title={`${what} are not yours to see`}
        action={
          own ? (
            <ButtonLink to="/people/users/$id" params={{ id: user.id }}>
              What you may do
            </ButtonLink>
          ) : (
            <ButtonLink to="/">To the overview</ButtonLink>
          )
        }
      >
        {own
          ? `None of your roles permits it. Owners of a project see people, members of one see groups and roles; administrators see all.`
          : `You are signed in with ${token.name}, a token of type ${token.type}. People look here with a password or a personal token.`}
      </Empty>
    </>
  );
}
