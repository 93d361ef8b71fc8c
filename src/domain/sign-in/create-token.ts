import { formatId } from '../../contract/ids.ts';
import type { PasswordTokenBody } from '../../contract/sign-in.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import { actorName, type Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny } from '../result.ts';
import { type CreateDeps, createToken } from '../tokens/create.ts';
import type { Repeatable } from '../tokens/keep-answer.ts';
import { revokeToken } from '../tokens/revoke.ts';
import type { Lifetimes } from '../tokens/types.ts';

export type PasswordTokenDeps = CreateDeps & {
  tokens: Pick<TokenStore, 'create' | 'find' | 'change' | 'list'>;
  /** How long the token lives where the body does not say. */
  passwordTokenHours: number;
};

const NAME = 'signed in with a password';

/**
 * Makes a personal token of whoever signed in, and of nobody else, whatever they may do: see {@link createToken}. Where
 * the person has as many as they may, the oldest from signing in makes room.
 */
export async function createPasswordToken(
  deps: PasswordTokenDeps,
  caller: Caller,
  body: PasswordTokenBody,
  repeatable: Repeatable | null = null,
): ReturnType<typeof createToken> {
  const denial = refuseOther(caller, body);
  if (denial) return deny(denial);
  const { name = NAME, expires = `${lifeHours(deps.passwordTokenHours, deps.lifetimes)}h` } = body;
  const wanted = { ...body, type: 'personal' as const, name, expires };
  const made = await createToken(deps, caller, wanted, repeatable);
  if (made.ok || !isFull(made.denial) || !(await endOldest(deps, caller))) return made;
  return createToken(deps, caller, wanted, repeatable);
}

function isFull(denial: Denial): boolean {
  return denial.reason === 'limit_reached' && denial.of === 'personal_tokens';
}

/**
 * Ends the oldest token that signing in gave without a name of its own: who signs in again has done with it. Otherwise
 * ten sign-ins would lock their person out, who needs a token to end one. False where there is none.
 */
async function endOldest(deps: PasswordTokenDeps, caller: Caller): Promise<boolean> {
  const ownerId = caller.token.owner?.id;
  const filter = { nowSeconds: Math.floor(deps.nowMs / 1000), visible: null, ownerId, type: 'personal' } as const;
  const { items } = await deps.tokens.list(filter, { sort: 'created', limit: 200, after: null });
  const oldest = items.find(({ name }) => name === NAME);
  if (ownerId === undefined || !oldest) return false;
  return (await revokeToken(deps, caller, formatId('tok', oldest.id), 'superseded')).ok;
}

function refuseOther(caller: Caller, { owner }: PasswordTokenBody): Denial | null {
  if (owner === undefined || owner === actorName(caller.token)) return null;
  return { reason: 'invalid', field: 'owner', message: 'a password makes tokens for nobody but its own person' };
}

/** The setting, within what the deployment allows personal tokens at all. */
export function lifeHours(hours: number, { personal }: Lifetimes): number {
  return Math.min(hours, (personal?.maxDays ?? Number.POSITIVE_INFINITY) * 24);
}
