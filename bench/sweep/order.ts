/** Which job to run, over which of the databases, at what time. */
export interface Order {
  database: string;
  cron: string;
  nowMs: number;
  /** As in wrangler.toml; what is left out is as there. */
  settings: { EXPIRED_TOKENS_KEPT_DAYS?: string };
}

/** What one invocation did. */
export interface Invocation {
  counts: Record<string, number>;
  /** From the first call to the last, without what metering took. */
  ms: number;
  calls: D1Call[];
  /** Calls to the queue. */
  sends: number;
  /** Whether it has asked for another invocation. */
  goesOn: boolean;
}

/** What D1 was asked at once, a statement or a batch, and what it says that took. */
export interface D1Call {
  /** The first statement. */
  sql: string;
  statements: number;
  ms: number;
  rowsRead: number;
  rowsWritten: number;
}
