/** The proofs seen, by the second at which they say that they were made. */
export type Proofs = {
  bySecond: Map<number, Set<string>>;
  count: number;
  /** What was made at this second or before is no longer told apart from what was seen. */
  forgottenUntil: number;
};

/** Some 4 MB. Where more come within two minutes, the window in which a proof is taken becomes shorter; none passes twice. */
export const MAX_PROOFS = 20_000;
const WINDOW_SECONDS = 60;

export function createProofs(): Proofs {
  return { bySecond: new Map(), count: 0, forgottenUntil: Number.NEGATIVE_INFINITY };
}

/** Records a proof; false where it was seen before, or is so old that nobody can say. */
export function isNew(proofs: Proofs, digest: string, iat: number, nowSeconds: number): boolean {
  for (const second of proofs.bySecond.keys()) {
    if (second < nowSeconds - WINDOW_SECONDS - 1) drop(proofs, second);
  }
  if (proofs.count >= MAX_PROOFS) forgetOldest(proofs);
  if (iat <= proofs.forgottenUntil) return false;
  const seen = proofs.bySecond.get(iat) ?? new Set();
  if (seen.has(digest)) return false;
  seen.add(digest);
  proofs.bySecond.set(iat, seen);
  proofs.count += 1;
  return true;
}

function forgetOldest(proofs: Proofs): void {
  const oldest = Math.min(...proofs.bySecond.keys());
  proofs.forgottenUntil = Math.max(proofs.forgottenUntil, oldest);
  drop(proofs, oldest);
}

function drop(proofs: Proofs, second: number): void {
  proofs.count -= proofs.bySecond.get(second)?.size ?? 0;
  proofs.bySecond.delete(second);
}
