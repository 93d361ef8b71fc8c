import { useSession } from '../../../app/session.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Section } from '../../../parts/section.tsx';
import { OwnTokenActions } from './actions.tsx';
import { OwnToken } from './own-token.tsx';
import { Powers } from './powers.tsx';

/** What the holder of a limited token can know: what it may do, where, and until when. */
export function LimitedOverview() {
  const { token } = useSession();
  return (
    <>
      <PageHeader title="Overview" actions={<OwnTokenActions token={token} />}>
        You are signed in with the token <strong>{token.name}</strong>. Here is what it may do.
      </PageHeader>
      <Section title="What this token may do" hint="Nothing else: what is not named here is refused.">
        <Powers token={token} />
      </Section>
      <Section title="The token">
        <OwnToken token={token} />
        <CommandLine words={['token', 'self']} />
      </Section>
    </>
  );
}
