import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../client/api/index.ts';
import { SESSION_KEY } from '../../api/queries.ts';
import { readSession } from '../../api/session.ts';
import { Code } from '../../parts/code.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ButtonLink } from '../../parts/link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { dateInWords, exactly } from '../../parts/words.ts';
import { allOr, capitalised, grantInWords } from '../tokens/show/grants.ts';
import styles from './welcome.module.css';

type SelfToken = Schemas['SelfToken'];
type Told = Pick<SelfToken, keyof SelfToken & keyof Schemas['Token']>;

/** What was handed over, without its secret, and what to do with it. */
export function Handed({ token }: { token: Told }) {
  return (
    <>
      <PageHeader title={`${token.name} is yours`}>
        <p>The link is used up. Keep the token where nobody else reads it: whoever has it may do what it may.</p>
      </PageHeader>
      <Section title="What it is">
        <Facts facts={factsOf(token)} />
      </Section>
      <Section title="Try it">
        <TryIt token={token} />
      </Section>
      <Section title="Look around with it">
        <SignIn />
      </Section>
    </>
  );
}

function factsOf(token: Told): (readonly [string, React.ReactNode])[] {
  const { clients, allowedIps, allowedOrigins, notBefore, expires } = token;
  return [
    ['Token', `${token.id}, ${token.type}`],
    ['What it does', powersOf(token)],
    ['Projects', allOr(token.projects)],
    ['Environments', allOr(token.environments)],
    ['Only for clients', clients && allOr(clients)],
    ['Only from addresses', allowedIps && allOr(allowedIps)],
    ['Only from origins', allowedOrigins?.join(', ')],
    ['Works from', notBefore && exactly(notBefore)],
    ['Expires', expires === null ? 'never' : `${dateInWords(expires)} at ${exactly(expires).slice(-9)}`],
  ];
}

function powersOf({ type, grants }: Told): React.ReactNode {
  if (type === 'admin') return 'Does everything, everywhere.';
  if (type === 'personal') return 'Does what its owner may do.';
  return (
    <ul className={styles.plain}>
      {grants.map((grant) => (
        <li key={grant.resource + grant.name}>{capitalised(grantInWords(grant))}</li>
      ))}
    </ul>
  );
}

function TryIt({ token }: { token: Told }) {
  if (token.s3) return <p>It signs S3 requests, and does nothing else: give both halves to your S3 client.</p>;
  if (token.dpopKey !== null) return <p>It is good only with proofs of the key that it is bound to (DPoP).</p>;
  return (
    <>
      <p className={styles.quiet}>
        This line asks for the token, so that no history keeps it, and tells what it may do.
      </p>
      <Code text={lineOf(token)} what="the line" />
    </>
  );
}

/** Neither the history of a shell nor a list of processes keeps what is read so. */
function lineOf({ allowedOrigins }: Told): string {
  const [first] = allowedOrigins ?? [];
  const origin = first === undefined ? '' : ` -H 'Origin: ${first === '*' ? location.origin : first}'`;
  const url = `${location.origin}/v1/tokens/self`;
  return `printf 'Token: '; read -rs TOKEN; echo; curl -H "Authorization: Bearer $TOKEN"${origin} ${url}`;
}

function SignIn() {
  const { data } = useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000 });
  const session = data?.session ?? null;
  return (
    <>
      <p>
        {session === null
          ? 'The console shows what the token may see. Sign in with it: choose “Token”, and paste it.'
          : `You are signed in as ${session.user?.name ?? session.token.name}. To see what the token may see, sign out first, and sign in with it.`}
      </p>
      <p className={styles.action}>
        <ButtonLink to="/">{session === null ? 'Sign in with it' : 'To the console'}</ButtonLink>
      </p>
    </>
  );
}
