import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Link } from '../../../parts/link.tsx';

/** A role by its name, and the way to what it permits. */
export function RoleLink({ name }: { name: string }) {
  if (!may(useSession(), 'role:read')) return name;
  return (
    <Link to="/people/roles/$role" params={{ role: name }}>
      {name}
    </Link>
  );
}
