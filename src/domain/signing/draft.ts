import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import type { NewToken } from '../tokens/issue.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';

/** What a signed token must not be bound by: whoever checks it by its signature alone would let all others in too. */
const UNSIGNED_RESTRICTIONS = ['clients', 'allowedIps', 'allowedOrigins'] as const;

/**
 * Completes a token that is to be with what concerns its format: the audience of a signed one, `issuer` where the body
 * names none. Denies with `invalid` what a signed token cannot be, and an audience for an opaque one.
 */
export function readFormat(
  draft: NewToken,
  { format = 'opaque', audience }: Pick<CreateTokenBody, 'format' | 'audience'>,
  issuer: string | null,
): Result<NewToken, Denial> {
  if (format === 'opaque') {
    return audience === undefined ? ok(draft) : invalid('audience', 'is for signed tokens: format jwt');
  }
  if (!TYPE_POLICIES[draft.type].signable) {
    return invalid('format', `a token of type ${draft.type} cannot be signed: what it may do is not fixed in it`);
  }
  if (draft.expiresAt === null) return invalid('expires', 'a signed token must end (RFC 9068)');
  const bound = UNSIGNED_RESTRICTIONS.find((field) => draft[field] !== null);
  if (bound) return invalid(bound, 'cannot be kept by others who check a signed token; bind it with dpopKey');
  if (issuer === null) return deny({ reason: 'conflict', message: 'signed tokens need PUBLIC_URL to be set' });
  return ok({ ...draft, audience: [...new Set(audience ?? [issuer])] });
}

function invalid(field: string, message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'invalid', field, message });
}
