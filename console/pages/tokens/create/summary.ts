import { counted } from '../../../parts/words.ts';
import type { CreateTokenBody } from './body.ts';

type Grant = NonNullable<CreateTokenBody['grants']>[number];

/** What the token will be, in sentences; its end of life has one of its own. `owner`: how they are called, null for oneself. */
export function summaryOf(body: CreateTokenBody, owner: string | null): string[] {
  return [...powersOf(body, owner), ...boundsOf(body), ...secretOf(body), ...ownerOf(body, owner)];
}

function powersOf(body: CreateTokenBody, owner: string | null): string[] {
  const { type, projects = [], environments = [], grants = [], s3 } = body;
  if (type === 'admin') return ['May do everything, in every project and environment.'];
  if (type === 'personal') return [`May do whatever ${owner ?? 'you'} may, in every project and environment.`];
  const where = placesOf(projects, environments);
  if (grants.length === 0) return [`May do nothing yet${where}: add a grant, or it can only say who it is.`];
  const powers = grants.map((grant) => `${capital(verbsOf(grant))} ${thingOf(grant)}`);
  const said =
    powers.length === 1
      ? [`${powers[0]}${where}.`]
      : [...powers.map((power) => `${power}.`), where && `All this${where}.`];
  return [s3 && 'Signs S3 requests, and does nothing else.', ...said].filter(isSaid);
}

function placesOf(projects: readonly string[], environments: readonly string[]): string {
  const environment = environments.length === 0 ? '' : ` in ${joined(environments)}`;
  if (projects.includes('*')) return `${environment}, in every project, present and future`;
  if (projects.length === 0) return environment;
  return `${environment}, in ${projects.length === 1 ? 'project' : 'projects'} ${joined(projects)}`;
}

function verbsOf({ actions }: Grant): string {
  return joined(actions.map((action) => VERBS[action] ?? `may ${action}`));
}

const VERBS: Record<string, string> = {
  read: 'reads',
  write: 'writes',
  delete: 'deletes',
  manage: 'manages',
  run: 'runs',
  list: 'lists',
};

function thingOf({ resource, name }: Grant): string {
  const items = resource === 'namespace' ? 'items of ' : '';
  return name === '*' ? `${items}every ${resource}` : `${items}${resource} ${name}`;
}

function boundsOf({
  type,
  allowedIps = [],
  clients = [],
  allowedOrigins = [],
  notBefore,
  dpopKey,
}: CreateTokenBody): string[] {
  const open = type === 'frontend' && allowedOrigins.length === 0;
  return [
    allowedIps.length > 0 &&
      `Works from ${allowedIps.length === 1 ? allowedIps[0] : counted(allowedIps.length, 'address block')} only.`,
    clients.length > 0 && `Works for ${clients.length === 1 ? 'client' : 'clients'} ${joined(clients)} only.`,
    allowedOrigins.includes('*')
      ? 'Works on pages of any origin.'
      : allowedOrigins.length > 0 && `Works on pages of ${joined(allowedOrigins)} only.`,
    open && 'No page may use it yet: name its origins.',
    notBefore && `Works from ${notBefore.slice(0, 10)} ${notBefore.slice(11, 16)} UTC on.`,
    dpopKey && 'Works only with proofs of its key (DPoP).',
  ].filter(isSaid);
}

function secretOf({ type, format, audience = [], retrievable }: CreateTokenBody): string[] {
  return [
    format === 'jwt' &&
      `Is signed, so that ${audience.length === 0 ? 'others' : joined(audience)} can check it without asking.`,
    type === 'frontend' && 'Is no secret: whoever sees the page can read it.',
    retrievable && 'Its secret is kept, sealed, and can be shown again.',
  ].filter(isSaid);
}

function ownerOf({ type, owner: named }: CreateTokenBody, owner: string | null): string[] {
  return named && owner && type !== 'personal' ? [`Belongs to ${owner}, who is told before it ends.`] : [];
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isSaid(sentence: string | false | undefined): sentence is string {
  return Boolean(sentence);
}
