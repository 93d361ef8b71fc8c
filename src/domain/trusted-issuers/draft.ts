import type { CreateTrustedIssuerBody } from '../../contract/trusted-issuers.ts';
import type { TrustedIssuerRecord } from '../../d1/trusted-issuers.ts';
import type { IssuerKeyFetcher } from '../../outbound/issuer-keys.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type PrepareDeps, prepareToken } from '../tokens/prepare.ts';
import { refuseRules } from './claims.ts';

export type TrustDraft = Pick<
  TrustedIssuerRecord,
  | 'name'
  | 'issuer'
  | 'audience'
  | 'claims'
  | 'projects'
  | 'environments'
  | 'grants'
  | 'tokenAudience'
  | 'tokenSeconds'
  | 'ownerId'
>;

export type DraftDeps = PrepareDeps & {
  issuerKeys: Pick<IssuerKeyFetcher, 'refuses'>;
  exchangedTokenMinutes: number;
};

/**
 * Checks a trust that is to be: whoever makes or widens one could as well make the tokens that it will give. Denies what
 * `prepareToken` refuses of such a token, and with `invalid` an issuer that cannot be asked, rules that let strangers in,
 * and a longer life than the deployment allows.
 */
export async function readTrust(
  deps: DraftDeps,
  caller: Caller,
  body: CreateTrustedIssuerBody,
): Promise<Result<TrustDraft, Denial>> {
  const { name, issuer, audience, project, environments, grants } = body;
  const token = await prepareToken(deps, caller, { type: 'access', name, project, environments, grants });
  if (!token.ok) return token;
  const claims = Object.fromEntries(
    Object.entries(body.claims).map(([claim, patterns]) => [claim, [...new Set(patterns)]]),
  );
  const unfit = deps.issuerKeys.refuses(issuer);
  if (unfit !== null) return deny({ reason: 'invalid', field: 'issuer', message: unfit });
  const open = refuseRules(issuer, claims);
  if (open) return deny(open);
  const { tokenMinutes = deps.exchangedTokenMinutes } = body;
  if (tokenMinutes > deps.exchangedTokenMinutes) {
    const message = `must be ${deps.exchangedTokenMinutes} at most: EXCHANGED_TOKEN_MINUTES`;
    return deny({ reason: 'invalid', field: 'tokenMinutes', message });
  }
  return ok({
    name,
    issuer,
    audience,
    claims,
    projects: token.value.projects,
    environments: token.value.environments,
    grants: token.value.grants,
    tokenAudience: body.tokenAudience === undefined ? null : [...new Set(body.tokenAudience)],
    tokenSeconds: tokenMinutes * 60,
    ownerId: token.value.ownerId,
  });
}
