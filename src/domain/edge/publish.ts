import type { OutboxStore, Owed } from '../../d1/outbox.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { TokenCopyStore } from '../../kv/token-copies.ts';

export type PublishDeps = {
  tokens: Pick<TokenStore, 'findCopiesOf'>;
  copies: Pick<TokenCopyStore, 'put'>;
  outbox: Pick<OutboxStore, 'claim' | 'claimToken' | 'done' | 'advance' | 'nextRevoked'>;
  nowMs: number;
};

/** KV allows 1,000 operations an invocation; a token has at most three copies to write, twice if it changes meanwhile. */
const TOKENS_PER_RUN = 150;
/** A token that changes during each of so many publications is left to the next run. */
const MAX_ROUNDS = 3;

/** Publishes one token right after its change, behind the answer. What fails here the next cron makes good. */
export async function publishToken(deps: PublishDeps, tokenId: number): Promise<void> {
  const owed = await deps.outbox.claimToken(tokenId, Math.floor(deps.nowMs / 1000));
  if (owed.length > 0) await publishTokens(deps, owed);
}

/** Publishes what is owed, oldest first, up to a run's worth. Returns how many tokens, and whether more is owed. */
export async function publishOwed(deps: PublishDeps): Promise<{ published: number; more: boolean }> {
  const owed = await deps.outbox.claim(Math.floor(deps.nowMs / 1000), TOKENS_PER_RUN);
  const single = owed.filter(({ kind }) => kind === 'token');
  let published = await publishTokens(deps, single);
  let more = owed.length === TOKENS_PER_RUN;
  for (const row of owed.filter(({ kind }) => kind === 'epoch')) {
    if (published >= TOKENS_PER_RUN) return { published, more: true };
    const walked = await publishRevoked(deps, row, TOKENS_PER_RUN - published);
    published += walked;
    more ||= walked > 0;
  }
  return { published, more };
}

async function publishTokens(deps: PublishDeps, owed: readonly Owed[]): Promise<number> {
  if (owed.length === 0) return 0;
  const ids = [...new Set(owed.map(({ key }) => key))];
  const settled = await publishCopies(deps, ids);
  const done = owed.filter(({ key }) => settled.has(key)).map(({ id }) => id);
  if (done.length > 0) await deps.outbox.done(done);
  return ids.length;
}

/** Goes on through what a bulk revocation ended, by up to `limit` tokens; 0 when all of them are published. */
async function publishRevoked(deps: PublishDeps, row: Owed, limit: number): Promise<number> {
  const ids = await deps.outbox.nextRevoked(row.createdAt, row.key, limit);
  await publishCopies(deps, ids);
  const last = ids.at(-1);
  if (last === undefined) await deps.outbox.done([row.id]);
  else await deps.outbox.advance(row.id, last);
  return ids.length;
}

/**
 * Writes the copies of tokens and reads them again: had one changed in between, an older copy may have come after a
 * newer one of another publisher, so it is written once more. Returns those that KV was left right about.
 */
async function publishCopies(deps: PublishDeps, tokenIds: readonly number[]): Promise<Set<number>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const settled = new Set<number>();
  const written = new Map<number, number | null>();
  for (let round = 0; round <= MAX_ROUNDS && settled.size < tokenIds.length; round += 1) {
    const open = tokenIds.filter((id) => !settled.has(id));
    const copies = await deps.tokens.findCopiesOf(open);
    const versions = new Map(copies.map(({ copy }) => [copy.id, copy.version]));
    // A token that is gone has no copies, and those that it had end by themselves.
    for (const id of open) {
      const version = versions.get(id) ?? null;
      if (version === null || version === written.get(id)) settled.add(id);
      else written.set(id, version);
    }
    const changed = copies.filter(({ copy }) => round < MAX_ROUNDS && !settled.has(copy.id));
    await Promise.all(changed.map(({ digest, copy }) => deps.copies.put(digest, copy, nowSeconds)));
  }
  return settled;
}
