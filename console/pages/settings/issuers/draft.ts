import type { Call, Schemas } from '../../../../client/api/index.ts';
import { parseNamespaceGrant } from '../../../../src/contract/grant-words.ts';
import type { Word } from '../../../parts/command-line.tsx';
import { blankWordsOf as wordsOf } from '../words.ts';

type Grant = Schemas['CreateTrustedIssuer']['grants'][number];

export const GITHUB = 'https://token.actions.githubusercontent.com';
export const GITLAB = 'https://gitlab.com';

export type From = 'github' | 'gitlab' | 'other';
export type Which = 'branch' | 'tag' | 'any';

/** The form as it is filled in. `claims`: `name=pattern`, one a line, for an issuer that is neither of the two. */
export type Draft = {
  name: string;
  from: From;
  repository: string;
  which: Which;
  ref: string;
  issuer: string;
  claims: string;
  audience: string;
  project: string;
  environments: string[];
  /** As one types them, `marketing+r` or `bucket:photos:read`, by blanks or lines. */
  grants: string;
  minutes: string;
};

export function emptyDraft(project: string, audience: string): Draft {
  return {
    name: '',
    from: 'github',
    repository: '',
    which: 'branch',
    ref: 'main',
    issuer: '',
    claims: '',
    audience,
    project,
    environments: [],
    grants: '',
    minutes: '',
  };
}

/** As the API takes it. */
export function bodyOf(draft: Draft): Call<'createTrustedIssuer'>['body'] {
  const { name, audience, project, environments, grants, minutes } = draft;
  return {
    name: name.trim(),
    issuer: issuerOf(draft),
    audience: audience.trim(),
    claims: claimsOf(draft),
    project,
    environments,
    grants: wordsOf(grants).flatMap((word) => parseGrant(word) ?? []),
    ...(minutes !== '' && { tokenMinutes: Number(minutes) }),
  };
}

function issuerOf({ from, issuer }: Draft): string {
  if (from === 'other') return issuer.trim();
  return from === 'github' ? GITHUB : GITLAB;
}

/**
 * https://docs.github.com/actions/reference/security/oidc, https://docs.gitlab.com/ci/secrets/id_token_authentication/. A
 * pattern says its first part in full: a tag of GitLab with a star, as `v*`, is written after its type, in `sub`.
 */
function claimsOf({ from, repository, which, ref, claims }: Draft): Record<string, string[]> {
  const [place, name] = [repository.trim(), ref.trim()];
  if (from === 'other') return readClaims(claims);
  if (from === 'github') {
    const kind = which === 'tag' ? 'tags' : 'heads';
    return { repository: [place], ...(which !== 'any' && { ref: [`refs/${kind}/${name}`] }) };
  }
  const project = { project_path: [place] };
  if (which === 'any') return project;
  if (name.split('/')[0]?.includes('*'))
    return { ...project, sub: [`project_path:${place}:ref_type:${which}:ref:${name}`] };
  return { ...project, ref_type: [which], ref: [name] };
}

/** `name=pattern`, one a line; the same name again is an alternative. */
function readClaims(text: string): Record<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    const [name, pattern] = at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    if (name !== '') claims.set(name, [...(claims.get(name) ?? []), pattern]);
  }
  return Object.fromEntries(claims);
}

/** `jeton trust create` with the same. */
export function commandOf(draft: Draft): Word[] {
  const { name, from, repository, which, ref, issuer, audience, project, environments, grants, minutes } = draft;
  const claims = Object.entries(readClaims(draft.claims)).flatMap(([claim, patterns]) =>
    patterns.flatMap((pattern) => ['--claim', `${claim}=${pattern}`]),
  );
  const jobs: Word[] = [
    [`--${from}`, repository.trim() || 'OWNER/REPOSITORY'],
    which === 'any' ? '--any-ref' : [`--${which}`, ref.trim()],
  ];
  return [
    'trust',
    'create',
    name.trim() || 'NAME',
    from === 'other' ? [['--issuer', issuer.trim() || 'URL'], claims] : jobs,
    ['--audience', audience.trim()],
    ['--project', project || 'PROJECT'],
    environments.map((environment) => ['--environment', environment]),
    wordsOf(grants).map((word) => (parseNamespaceGrant(word) ? ['--namespace', word] : ['--grant', word])),
    minutes !== '' && ['--token-minutes', minutes],
  ];
}

/** The first word among the grants that is none; null: all are. */
export function wrongGrant({ grants }: Draft): string | null {
  return wordsOf(grants).find((word) => parseGrant(word) === null) ?? null;
}

function parseGrant(word: string): Grant | null {
  const [resource, name, actions, ...more] = word.split(':');
  if (!resource || name === undefined) return parseNamespaceGrant(word);
  if (!name || !actions || more.length > 0) return null;
  return { resource, name, actions: actions.split(',') };
}
