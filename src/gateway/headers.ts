/** What speaks of one connection and not of the message, RFC 9110 section 7.6.1, with what else is in use. */
const HOP_BY_HOP: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
];
const HOPS: ReadonlySet<string> = new Set(HOP_BY_HOP);
/** Those that an answer may have. */
const OF_ANSWERS = HOP_BY_HOP.filter((name) => !['te', 'proxy-authorization', 'http2-settings'].includes(name));

/** Takes the headers of the connection of an answer away, and those that `Connection` names. */
export function removeHopByHop(headers: Headers): void {
  const named = namesOf(headers.get('connection'));
  for (const name of named) if (isHeaderName(name)) headers.delete(name);
  for (const name of OF_ANSWERS) headers.delete(name);
}

function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name);
}

/** Whether a header, its name in lower case, is of the connection; `named`: what its `Connection` names. */
export function isHopByHop(name: string, named: ReadonlySet<string>): boolean {
  return HOPS.has(name) || named.has(name);
}

const NONE: ReadonlySet<string> = new Set();

/** The names in a `Connection` header, in lower case. */
export function namesOf(connection: string | null): ReadonlySet<string> {
  if (connection === null) return NONE;
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}
