import { useParams } from '@tanstack/react-router';
import { useSession } from '../../../app/session.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Link } from '../../../parts/link.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Tabs } from '../../../parts/tabs.tsx';
import { TokenBadges } from '../badges.tsx';
import { rightsOver, type Token } from '../rights.ts';
import { Actions } from './actions.tsx';
import { Details } from './details.tsx';
import { Dialogs } from './dialogs.tsx';
import { Found } from './found.tsx';
import { History } from './history/history.tsx';
import { Notices } from './notices.tsx';
import { mayReadTrail } from './rights.ts';
import { Shares } from './shares/shares.tsx';
import { Uses } from './uses/uses.tsx';
import { type TokenTab, useTokenView } from './view.ts';

/** One token: what it is, whether it is used, what happened to it, and what can be done with it. */
export function TokenPage() {
  const { id = '' } = useParams({ strict: false });
  return (
    <Found key={id} id={id} title="Token">
      {(token, refetch) => <Shown token={token} onChanged={refetch} />}
    </Found>
  );
}

function Shown({ token, onChanged }: { token: Token; onChanged: () => void }) {
  const session = useSession();
  const view = useTokenView();
  type Tab = readonly [TokenTab, string, () => React.ReactNode];
  const tabs: (Tab | false)[] = [
    ['details', 'Details', () => <DetailsTab token={token} />],
    mayReadTrail(session, token) && ['history', 'History', () => <History id={token.id} />],
    rightsOver(session, token).handOver && [
      'links',
      'Links',
      () => <Shares id={token.id} onShare={() => view.open('share')} />,
    ],
  ];
  const shown = tabs.filter((tab) => tab !== false);
  return (
    <>
      <PageHeader
        title={token.name}
        above={<Link to="/tokens">Tokens</Link>}
        actions={<Actions token={token} onOpen={view.open} />}
      >
        <TokenBadges token={token} />
        {token.description && <p>{token.description}</p>}
      </PageHeader>
      <Notices token={token} onOverlapEnded={onChanged} />
      <Tabs
        label="About the token"
        value={shown.some(([name]) => name === view.tab) ? view.tab : 'details'}
        onValueChange={view.show}
        tabs={shown}
      />
      <Dialogs token={token} view={view} />
    </>
  );
}

function DetailsTab({ token }: { token: Token }) {
  return (
    <>
      <Uses token={token} />
      <Details token={token} />
      <CommandLine words={['token', 'get', token.id]} />
    </>
  );
}
