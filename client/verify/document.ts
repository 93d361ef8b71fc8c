/** Something that the issuer publishes and that is fetched again and again: its keys, a status list. */
export type Document<T> = {
  url: string;
  held: Held<T> | null;
  /** Until when a refresh behind an answer is thought to be on its way. */
  leaseUntilMs: number;
  failedAtMs: number;
};

export type Held<T> = {
  value: T;
  /** When it was asked for: of two that were on their way at once the later wins. */
  askedAtMs: number;
  refreshAtMs: number;
  freshUntilMs: number;
  believedUntilMs: number;
};

/** What a fetch brought, and how long it may be relied on. */
export type Brought<T> = { value: T; goodForMs: number; endsAtMs: number };

export type DocumentDeps<T> = {
  bring: (url: string) => Promise<Brought<T>>;
  now: () => number;
  staleMs: number;
  log: (message: string) => void;
};

/** After a failure the issuer is left alone for this long, and answers meanwhile come from what is held. */
const RETRY_MS = 2_000;
/** A failure this long ago no longer says that the issuer is down. */
const FAILURE_MS = 10_000;
/** Longer than the timeout of a fetch. */
const LEASE_MS = 10_000;

export function createDocument<T>(url: string): Document<T> {
  return { url, held: null, leaseUntilMs: Number.NEGATIVE_INFINITY, failedAtMs: Number.NEGATIVE_INFINITY };
}

/**
 * What is held, if it may be relied on without asking: within its time, or past it while the issuer is known to be down.
 * No I/O: this is the path of nearly every request.
 */
export function heldNow<T>(document: Document<T>, nowMs: number): Held<T> | null {
  const { held, failedAtMs } = document;
  if (held === null) return null;
  if (nowMs < held.freshUntilMs) return held;
  return nowMs < held.believedUntilMs && nowMs < failedAtMs + FAILURE_MS ? held : null;
}

/** Whether somebody should fetch it anew behind an answer: half its time has gone, and nobody is at it. */
export function wantsRefresh<T>(document: Document<T>, held: Held<T>, nowMs: number): boolean {
  return nowMs >= held.refreshAtMs && nowMs >= document.leaseUntilMs && nowMs >= document.failedAtMs + RETRY_MS;
}

/** Fetches it anew; never rejects. To be handed to whatever lets work finish behind an answer. */
export async function refresh<T>(document: Document<T>, deps: DocumentDeps<T>): Promise<void> {
  document.leaseUntilMs = deps.now() + LEASE_MS;
  await attempt(document, deps);
  document.leaseUntilMs = Number.NEGATIVE_INFINITY;
}

/**
 * What is held, fetched first where there is nothing to rely on; null where it cannot be had. Each request fetches for itself:
 * on Workers none may wait for the promise of another.
 */
export async function obtain<T>(document: Document<T>, deps: DocumentDeps<T>): Promise<T | null> {
  const held = heldNow(document, deps.now());
  if (held) return held.value;
  if (deps.now() >= document.failedAtMs + RETRY_MS) await attempt(document, deps);
  return heldNow(document, deps.now())?.value ?? null;
}

/** One fetch; false when it failed. */
export async function attempt<T>(document: Document<T>, deps: DocumentDeps<T>): Promise<boolean> {
  const askedAtMs = deps.now();
  try {
    const { value, goodForMs, endsAtMs } = await deps.bring(document.url);
    if (document.held !== null && document.held.askedAtMs > askedAtMs) return true;
    const freshUntilMs = Math.min(askedAtMs + goodForMs, endsAtMs);
    const believedUntilMs = Math.min(freshUntilMs + deps.staleMs, endsAtMs);
    document.held = { value, askedAtMs, refreshAtMs: askedAtMs + goodForMs / 2, freshUntilMs, believedUntilMs };
    document.failedAtMs = Number.NEGATIVE_INFINITY;
    return true;
  } catch (cause) {
    document.failedAtMs = deps.now();
    deps.log(`jeton: ${document.url} is of no use: ${cause instanceof Error ? cause.message : String(cause)}`);
    return false;
  }
}
