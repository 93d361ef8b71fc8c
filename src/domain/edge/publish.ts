import type { TokenCopy } from '../../contract/token-copy.ts';
import type { OutboxStore, Owed } from '../../d1/outbox.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { TokenCopyStore } from '../../kv/token-copies.ts';
import { type PublishRoutesDeps, publishRoutes } from './publish-routes.ts';

/** `publishOwed` tells of routes too. */
export type PublishDeps = PublishTokenDeps & PublishRoutesDeps;

export type PublishTokenDeps = {
  tokens: Pick<TokenStore, 'findCopiesOf'>;
  copies: Pick<TokenCopyStore, 'put'>;
  outbox: Pick<OutboxStore, 'claim' | 'claimToken' | 'done' | 'advance' | 'nextOf'>;
  nowMs: number;
};

/** KV allows 1,000 operations an invocation; a token has at most three copies to write, twice if it changes meanwhile. A hostname counts as one. */
const TOKENS_PER_RUN = 150;
/** A token that changes during each of so many publications is left to the next run. */
const MAX_ROUNDS = 3;

/** Publishes one token right after its change, behind the answer. What fails here the next cron makes good. */
export async function publishToken(deps: PublishTokenDeps, tokenId: number): Promise<void> {
  const owed = await deps.outbox.claimToken(tokenId, Math.floor(deps.nowMs / 1000));
  if (owed.length > 0) await publishTokens(deps, owed);
}

/** Publishes what is owed, oldest first, up to a run's worth. Returns how many tokens and hostnames, and whether more is owed. */
export async function publishOwed(deps: PublishDeps): Promise<{ published: number; more: boolean }> {
  const owed = await deps.outbox.claim(Math.floor(deps.nowMs / 1000), TOKENS_PER_RUN);
  const single = owed.filter(({ kind }) => kind === 'token');
  let published = await publishTokens(deps, single);
  let more = owed.length === TOKENS_PER_RUN;
  for (const row of owed.filter(({ kind }) => kind === 'epoch')) {
    if (published >= TOKENS_PER_RUN) return { published, more: true };
    if (row.scope !== null && 'hostnames' in row.scope) {
      const routes = await publishRoutes(deps, row, row.scope, TOKENS_PER_RUN - published);
      published += routes.published;
      more ||= routes.more;
      continue;
    }
    const walked = await publishWalk(deps, row, TOKENS_PER_RUN - published);
    published += walked;
    more ||= walked > 0;
  }
  return { published, more };
}

async function publishTokens(deps: PublishTokenDeps, owed: readonly Owed[]): Promise<number> {
  if (owed.length === 0) return 0;
  const ids = [...new Set(owed.map(({ key }) => key))];
  const { settled, failure } = await publishCopies(deps, ids);
  const done = owed.filter(({ key }) => settled.has(key)).map(({ id }) => id);
  if (done.length > 0) await deps.outbox.done(done);
  if (failure) throw failure.reason;
  return ids.length;
}

/** Goes on through what a bulk change concerns, by up to `limit` tokens; 0 when all of them are published. */
async function publishWalk(deps: PublishTokenDeps, row: Owed, limit: number): Promise<number> {
  const ids = await deps.outbox.nextOf(row, limit);
  const { failure } = await publishCopies(deps, ids);
  if (failure) throw failure.reason;
  const last = ids.at(-1);
  if (last === undefined) await deps.outbox.done([row.id]);
  else await deps.outbox.advance(row.id, last);
  return ids.length;
}

/** The tokens that KV was left right about, and what it threw for others. */
type Published = { settled: Set<number>; failure: PromiseRejectedResult | undefined };

/**
 * Writes the copies of tokens and reads them again: had one changed in between, an older copy may have come after a
 * newer one of another publisher, so it is written once more. A token that KV does not take holds up no other.
 */
async function publishCopies(deps: PublishTokenDeps, tokenIds: readonly number[]): Promise<Published> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const settled = new Set<number>();
  const failures = new Map<number, PromiseRejectedResult>();
  const written = new Map<number, string>();
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    const open = tokenIds.filter((id) => !settled.has(id) && !failures.has(id));
    if (open.length === 0) break;
    const copies = await deps.tokens.findCopiesOf(open);
    const states = statesOf(copies.map(({ copy }) => copy));
    // A token that is gone has no copies, and those that it had end by themselves.
    for (const id of open) if (states.get(id) === written.get(id)) settled.add(id);
    const changed = round < MAX_ROUNDS ? copies.filter(({ copy }) => !settled.has(copy.id)) : [];
    const puts = await Promise.allSettled(changed.map(({ digest, copy }) => deps.copies.put(digest, copy, nowSeconds)));
    for (const [index, { copy }] of changed.entries()) {
      const put = puts[index];
      if (put?.status === 'rejected') failures.set(copy.id, put);
    }
    for (const [id, state] of states) written.set(id, state);
  }
  return { settled, failure: [...failures.values()][0] };
}

/** All that the copies of each token say. Its version is not enough: a copy also tells of its owner and its clients. */
function statesOf(copies: readonly TokenCopy[]): Map<number, string> {
  const states = new Map<number, string>();
  for (const copy of copies) states.set(copy.id, `${states.get(copy.id) ?? ''}${JSON.stringify(copy)}`);
  return states;
}
