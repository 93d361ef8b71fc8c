import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Loading } from '../parts/loading.tsx';
import { NotFound } from './not-found.tsx';
import { PageError } from './page-error.tsx';
import { parseSearch, type Search, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: (search: Search): Search => search,
});

/** The page behind a link that hands a token over: whoever opens it has nothing to sign in with yet. */
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../pages/welcome/welcome.tsx'), 'Welcome'),
});

/** All else is for the signed-in. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

/** The pages, by address: a file each, loaded when first opened. */
const pages = [
  page('/', () => import('../pages/overview/overview.tsx').then((m) => m.Overview)),
  page('/tokens', () => import('../pages/tokens/list/tokens.tsx').then((m) => m.Tokens)),
  page('/tokens/new', () => import('../pages/tokens/create/create-token.tsx').then((m) => m.CreateToken)),
  page('/tokens/$id', () => import('../pages/tokens/show/token.tsx').then((m) => m.TokenPage)),
  page('/tokens/$id/replace', () => import('../pages/tokens/show/replace.tsx').then((m) => m.ReplaceSecret)),
  page('/namespaces', () => import('../pages/namespaces/namespaces.tsx').then((m) => m.Namespaces)),
  page('/namespaces/$project/$namespace', () => import('../pages/namespaces/items.tsx').then((m) => m.Items)),
  page('/projects', () => import('../pages/projects/projects.tsx').then((m) => m.Projects)),
  page('/projects/$project', () => import('../pages/projects/project.tsx').then((m) => m.ProjectPage)),
  page('/people', () => import('../pages/people/people.tsx').then((m) => m.People)),
  page('/people/users/$id', () => import('../pages/people/user.tsx').then((m) => m.UserPage)),
  page('/people/groups/$group', () => import('../pages/people/group.tsx').then((m) => m.GroupPage)),
  page('/people/roles/$role', () => import('../pages/people/role.tsx').then((m) => m.RolePage)),
  page('/access-keys', () => import('../pages/access-keys/access-keys.tsx').then((m) => m.AccessKeys)),
  page('/access-keys/$uid', () => import('../pages/access-keys/access-key.tsx').then((m) => m.AccessKeyPage)),
  page('/properties', () => import('../pages/properties/properties.tsx').then((m) => m.Properties)),
  page('/properties/$id', () => import('../pages/properties/property.tsx').then((m) => m.PropertyPage)),
  page('/subscriptions', () => import('../pages/subscriptions/subscriptions.tsx').then((m) => m.Subscriptions)),
  page('/subscriptions/$id', () => import('../pages/subscriptions/subscription.tsx').then((m) => m.SubscriptionPage)),
  page('/deliveries', () => import('../pages/deliveries/deliveries.tsx').then((m) => m.Deliveries)),
  page('/audit', () => import('../pages/audit/audit.tsx').then((m) => m.Audit)),
  page('/settings', () => import('../pages/settings/settings.tsx').then((m) => m.Settings)),
];

function page<Path extends string>(path: Path, load: () => Promise<() => React.ReactNode>) {
  const component = lazyRouteComponent(() => load().then((Page) => ({ default: Page })));
  return createRoute({ getParentRoute: () => shell, path, component });
}

export const router = createRouter({
  routeTree: root.addChildren([welcome, shell.addChildren(pages)]),
  basepath: '/console',
  parseSearch,
  stringifySearch,
  defaultPendingComponent: () => <Loading label="Loading the page" />,
  defaultErrorComponent: PageError,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Kept in this tab: by the path, for what stands after # in an address may be a secret.
  getScrollRestorationKey: ({ state, pathname }) => state.__TSR_key ?? pathname,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
