import { Facts } from '../../../parts/facts.tsx';
import { Link } from '../../../parts/link.tsx';
import { counted, dateInWords } from '../../../parts/words.ts';
import type { UserDetails } from '../user.tsx';
import { useTokenCount } from './use-token-count.ts';

/** What there is to know of a person at a glance. */
export function UserFacts({ user }: { user: UserDetails }) {
  const tokens = useTokenCount(user.id);
  const link = (
    <Link to="/tokens" search={{ owner: user.id }}>
      {tokens === null ? 'Tokens' : counted(tokens, 'token')}
    </Link>
  );
  return (
    <Facts
      facts={[
        ['Id', <code key="id">{user.id}</code>],
        ['Signs in by', user.hasPassword ? 'password, or a token of theirs' : 'a token of theirs; no password is set'],
        ['Owns', <span key="tokens">{tokens === 0 ? 'no token that you may see' : link}</span>],
        ['Added', `on ${dateInWords(user.createdAt)}`],
      ]}
    />
  );
}
