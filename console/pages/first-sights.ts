/**
 * What stands at the top of the pages that the menu leads to, for whoever manages. The build draws it into their markup
 * (console/build/pages.ts), so that it is seen before it is known who looks.
 *
 * @example
 * <PageHeader {...FIRST_SIGHTS['/people']} />
 */
export const FIRST_SIGHTS = {
  '/': { title: 'Overview', children: 'What ends soon, what is used, and whether all runs as it should.' },
  '/tokens': {
    title: 'Tokens',
    children: 'Who holds one, what it may do, and until when: press its name to see all of it.',
  },
  '/tokens/new': {
    title: 'Create a token',
    children: 'A token says what its holder may do, where, and until when. Its secret is shown once, when it is made.',
  },
  '/namespaces': {
    title: 'Namespaces',
    children:
      'Where a project keeps its items. A grant names a namespace, and says whether it may be read, written or deleted from.',
  },
  '/access-keys': {
    title: 'Access keys',
    children:
      'The keys of your clouds, kept sealed. The edge signs requests with them for whoever has a token; nobody is shown them again.',
  },
  '/properties': {
    title: 'Properties',
    children:
      'The gateway in front of an origin of yours: under which hostnames it is reached, who is let in, and which access key signs what goes on.',
  },
  '/projects': {
    title: 'Projects',
    children: 'A project is what tokens are for: it has its people, its namespaces, its access keys and properties.',
  },
  '/people': {
    title: 'People',
    children: 'Who there is, and what they may do: a root role counts everywhere, a role in a project there.',
  },
  '/subscriptions': {
    title: 'Subscriptions',
    children:
      'Mail addresses and webhooks that are told of what ends and changes. Owners are told of their own tokens by mail without one.',
  },
  '/deliveries': {
    title: 'Deliveries',
    children:
      'Every mail and webhook that was owed, with its attempts and the last answer. Any that has ended can be sent again, with the same body and the same webhook-id.',
  },
  '/audit': {
    title: 'Audit',
    children: 'Every change, by whom, when and from where. Each row is signed, and chained to the one before.',
  },
  '/settings': {
    title: 'Settings',
    children: 'What the deployment allows and keeps, what tokens are made for, and what is your own.',
  },
} as const satisfies Record<string, { title: string; children: string }>;
