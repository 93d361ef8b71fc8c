import { SUBJECT_TOKEN_TYPES, type TokenForm } from '../../contract/oauth.ts';
import { Audience } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { Places } from './derive.ts';
import type { Wanted } from './wanted.ts';

/** What a request for a token asks for. The key that it is bound to is not in the form: it is proved. */
export function readWanted(form: TokenForm): Result<Omit<Wanted, 'dpopKey'>, Denial> {
  const audience = readAudience(form);
  if (!audience.ok) return audience;
  const seconds = form.requested_expiry === undefined ? null : Number(form.requested_expiry);
  return ok({ scope: form.scope ?? null, audience: audience.value, seconds });
}

export function readPlaces({ project, environment }: TokenForm): Places {
  return { project: project ?? null, environments: environment ?? null };
}

/** A name for the audience and a URI for the resource are the same to us: both become `aud`, RFC 8693 section 2.1.1. */
function readAudience({ audience = [], resource = [] }: TokenForm): Result<string[] | null, Denial> {
  const wrong = resource.find((uri) => !URL.canParse(uri) || uri.includes('#'));
  if (wrong !== undefined) return invalidTarget('a resource is an absolute URI without a fragment (RFC 8707)');
  const names = [...new Set([...audience, ...resource])];
  if (names.length === 0) return ok(null);
  return Audience.safeParse(names).success
    ? ok(names)
    : invalidTarget('an audience is 1 to 255 visible ASCII characters, and there are 10 at most');
}

function invalidTarget(message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'not_granted', code: 'invalid_target', message });
}

/** Refuses a form of token exchange that lacks what it needs, or asks for what there is not: RFC 8693 section 2.1. */
export function refuseExchange(form: TokenForm): Denial | null {
  const { subject_token, subject_token_type, requested_token_type, actor_token } = form;
  const { accessToken, jwt } = SUBJECT_TOKEN_TYPES;
  if (subject_token === undefined) return invalid('subject_token', 'is missing');
  if (subject_token_type === undefined) return invalid('subject_token_type', 'is missing');
  if (!Object.values<string>(SUBJECT_TOKEN_TYPES).includes(subject_token_type)) {
    return invalid('subject_token_type', 'is not one that is exchanged');
  }
  if (requested_token_type !== undefined && ![accessToken, jwt].some((type) => type === requested_token_type)) {
    return invalid('requested_token_type', 'is not one that is issued');
  }
  return actor_token === undefined ? null : invalid('actor_token', 'is not taken: there is no delegation');
}

export function invalid(field: string, message: string): Denial {
  return { reason: 'invalid', field, message };
}
