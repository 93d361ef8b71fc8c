import { useSession } from '../../app/session.tsx';
import { Link } from '../../parts/link.tsx';
import { OwnerLink } from '../tokens/show/owner.tsx';

/** Who did something: a person, by name where one may see people, or a token. */
export function By({ who }: { who: string }) {
  const session = useSession();
  if (who === session.user?.id) return <span>you</span>;
  if (who.startsWith('usr_')) return <OwnerLink id={who} />;
  return (
    <Link to="/tokens/$id" params={{ id: who }}>
      {who}
    </Link>
  );
}
