/** What the document says of the whole. */
export const INFO = {
  title: 'Jeton',
  version: '1',
  summary: 'Access tokens at the edge',
  description: `Issue, validate, refresh and revoke scoped, expiring bearer tokens.

**Calling it.** Send a token in the header \`Authorization: Bearer <token>\`. Bodies are JSON in camelCase, times RFC 3339 in
UTC. Every answer to a good token says in \`Token-Expires\` when the token ends.

**When it is refused.** Errors are problem details (RFC 9457): switch on \`code\`, show \`detail\` and \`fix\`, report
\`requestId\`. What is not yours to see answers as what does not exist: 404.

**Lists** have at most \`limit\` items; ask again with \`cursor\` set to \`nextCursor\` until that is null.`,
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** The deployment that serves the document, whatever its address. */
export const SERVERS = [{ url: '/', description: 'This deployment' }];

/** The chapters of the document, in the order in which one meets them. */
export const TAGS = [
  { name: 'set-up', description: 'Done once for each deployment, with the code of whoever deployed it.' },
  { name: 'tokens', description: 'Make tokens, look after them, end them; and verify those that others present.' },
  { name: 'sharing', description: 'Hand a token over by a link that works once.' },
  { name: 'people', description: 'Users, roles, groups, and who belongs to which project.' },
  { name: 'places', description: 'Projects, environments and namespaces: what grants are for.' },
  { name: 'clients', description: 'Registered workloads, which a token may be locked to.' },
  { name: 'items', description: 'What lies in a namespace: bytes of any type under a key, one space an environment.' },
  { name: 'browsers', description: 'What browsers ask before a page of another origin may read.' },
  { name: 'notices', description: 'Who is told of what by mail or webhook, and what became of each message.' },
  {
    name: 'standards',
    description: 'What standard OAuth clients and resource servers ask: RFC 6749, 7009, 7662, 8414, 8693, 9728.',
  },
  {
    name: 'trusted issuers',
    description: 'Other issuers, such as a CI, whose tokens may be exchanged for tokens of this deployment.',
  },
  {
    name: 'access keys',
    description: 'Credentials of AWS and Google Cloud, sealed, that the gateway signs requests to origins with.',
  },
  {
    name: 'gateway',
    description:
      'Properties: which hostname leads to which origin, who is let in there, and what requests are signed with.',
  },
  { name: 'signing keys', description: 'The keys that sign tokens: one signs, the others still verify.' },
  { name: 'events', description: 'The audit trail: who changed what, chained row by row.' },
  { name: 'operation', description: 'How the deployment is, and the jobs that look after it.' },
];
