import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Session } from '../../api/session.ts';
import { manages, may } from '../../app/rights.ts';
import { oneOf, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { FIRST_SIGHTS } from '../first-sights.ts';
import { Clients } from './clients/clients.tsx';
import { Deployment } from './deployment/deployment.tsx';
import { Environments } from './environments/environments.tsx';
import { Issuers } from './issuers/issuers.tsx';
import { SigningKeys } from './signing-keys/signing-keys.tsx';
import { You } from './you/you.tsx';

const TABS = ['deployment', 'environments', 'clients', 'issuers', 'signing-keys', 'you'] as const;
type Tab = (typeof TABS)[number];

/** What the deployment allows, what tokens are made for, and what is the signed-in's own. */
export function Settings() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const tabs = tabsFor(session);
  const names = tabs.map(([name]) => name);
  const open = oneOf(search, 'tab', names) ?? names[0] ?? 'you';
  return (
    <>
      <PageHeader title="Settings">
        {manages(session)
          ? FIRST_SIGHTS['/settings'].children
          : 'A limited token has no part in the deployment: what is set here is for this browser.'}
      </PageHeader>
      <Tabs
        label="Settings"
        value={open}
        onValueChange={(tab) => navigate({ to: '/settings', search: { tab } })}
        tabs={tabs}
      />
    </>
  );
}

type Titled = readonly [name: Tab, title: string, content: () => ReactNode];

/** Those that the signed-in may see. */
function tabsFor(session: Session): Titled[] {
  const all: (Titled | false)[] = [
    manages(session) && ['deployment', 'Deployment', () => <Deployment />],
    may(session, 'environment:read') && ['environments', 'Environments', () => <Environments />],
    may(session, 'client:read') && ['clients', 'Clients', () => <Clients />],
    may(session, 'trusted_issuer:read') && ['issuers', 'Trusted issuers', () => <Issuers />],
    may(session, 'signing_key:read', 'everywhere') && ['signing-keys', 'Signing keys', () => <SigningKeys />],
    ['you', 'You', () => <You />],
  ];
  return all.filter((tab) => tab !== false);
}
