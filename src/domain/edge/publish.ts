import type { OutboxStore } from '../../d1/outbox.ts';
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
  if (owed.length > 0 && (await publishCopies(deps, tokenId))) await deps.outbox.done(owed.map((row) => row.id));
}

/** Publishes what is owed, oldest first, up to a run's worth. Returns how many tokens, and whether more is owed. */
export async function publishOwed(deps: PublishDeps): Promise<{ published: number; more: boolean }> {
  const owed = await deps.outbox.claim(Math.floor(deps.nowMs / 1000), TOKENS_PER_RUN);
  let published = 0;
  let more = owed.length === TOKENS_PER_RUN;
  for (const row of owed) {
    if (published >= TOKENS_PER_RUN) return { published, more: true };
    if (row.kind === 'token') {
      if (await publishCopies(deps, row.key)) await deps.outbox.done([row.id]);
      published += 1;
      continue;
    }
    const ids = await deps.outbox.nextRevoked(row.createdAt, row.key, TOKENS_PER_RUN - published);
    for (const id of ids) await publishCopies(deps, id);
    published += ids.length;
    const last = ids.at(-1);
    if (last === undefined) await deps.outbox.done([row.id]);
    else await deps.outbox.advance(row.id, last);
    more = more || last !== undefined;
  }
  return { published, more };
}

/**
 * Writes a token's copies and reads them again: had it changed in between, an older copy may have come after a newer
 * one of another publisher, so they are written once more. Returns whether KV was left with what D1 says.
 */
async function publishCopies(deps: PublishDeps, tokenId: number): Promise<boolean> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  let written: number | null = null;
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    const copies = await deps.tokens.findCopiesOf(tokenId);
    const version = copies[0]?.copy.version ?? null;
    if (version === written) return true;
    if (round === MAX_ROUNDS) return false;
    await Promise.all(copies.map(({ digest, copy }) => deps.copies.put(digest, copy, nowSeconds)));
    written = version;
  }
  return false;
}
