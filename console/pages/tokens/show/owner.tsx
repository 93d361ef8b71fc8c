import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Link } from '../../../parts/link.tsx';
import { useOwnerNames } from '../owners.ts';

/** A person by name, with the way to their page, as far as one may see them. */
export function OwnerLink({ id }: { id: string }) {
  const session = useSession();
  const name = useOwnerNames([id]).get(id);
  if (session.user?.id !== id && !may(session, 'user:read')) return <span>{name ?? id}</span>;
  return (
    <Link to="/people/users/$id" params={{ id }}>
      {name ?? id}
    </Link>
  );
}
