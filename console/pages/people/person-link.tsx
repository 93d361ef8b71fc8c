import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Link } from '../../parts/link.tsx';

/** A person by name, and the way to them for whoever may see people. */
export function PersonLink({ id, name }: { id: string; name: string }) {
  const session = useSession();
  if (!may(session, 'user:read') && session.user?.id !== id) return name;
  return (
    <Link to="/people/users/$id" params={{ id }}>
      {name}
    </Link>
  );
}
