import { env } from 'cloudflare:workers';
import type { EventsVerification } from '../../../src/contract/events.ts';
import { signEvent } from '../../../src/crypto/audit.ts';
import { openDatabase } from '../../../src/d1/database.ts';
import { type AuditEvent, eventRow } from '../../../src/d1/journal.ts';
import { sealEvents } from '../../../src/domain/events/seal.ts';
import { verifyEvents } from '../../../src/domain/events/verify.ts';
import type { TestApp } from '../../support/app.ts';

/** An event like those that changes leave; the n-th is unlike every other. */
export function sampleEvent(n: number, fields: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: 2_000_000_000 + n,
    actor: `usr_${n % 3}`,
    action: n % 2 === 0 ? 'token.created' : 'token.refreshed',
    target: `tok_${n % 5}`,
    project: n % 4 === 0 ? null : 'web',
    before: n % 2 === 0 ? null : { name: `before ${n}` },
    after: { name: `Äfter ${n} 😀` },
    address: '203.0.113.7',
    userAgent: `curl/${n}`,
    requestId: `req_${n}`,
    ...fields,
  };
}

/** Adds so many events, signed as the product signs them. */
export async function addEvents(test: TestApp, count: number, fields: Partial<AuditEvent> = {}): Promise<void> {
  await addAll(
    test,
    Array.from({ length: count }, (_, n) => sampleEvent(n, fields)),
  );
}

/** Adds events in one batch. */
export async function addAll(test: TestApp, events: readonly AuditEvent[]): Promise<void> {
  const db = openDatabase(env.DB, (content) => signEvent(test.services.keyring.current, content));
  const [first, ...rest] = events.map((event) => eventRow(db, event));
  if (first) await db.batch([first, ...rest]);
}

/** Seals all that there is, and has KV know of the end. */
export async function sealAll(test: TestApp): Promise<void> {
  while ((await sealEvents(test.services)).more);
}

/** Checks the whole trail. */
export async function verifyAll(test: TestApp): Promise<EventsVerification> {
  const result = await verifyEvents(test.services, {});
  if (!result.ok) throw new Error(result.denial.reason);
  return result.value;
}

/** The first fault in few words, `removed evt_00000000003`, or null. */
export async function faultOf(test: TestApp): Promise<string | null> {
  const { fault } = await verifyAll(test);
  return fault && `${fault.what} ${fault.id}`;
}

export function evt(id: number): string {
  const digits = [...id.toString(32)].map((digit) =>
    '0123456789abcdefghjkmnpqrstvwxyz'.charAt(Number.parseInt(digit, 32)),
  );
  return `evt_${digits.join('').padStart(11, '0')}`;
}

/** One statement straight into the database, past the Worker. */
export async function tamper(sql: string, ...values: unknown[]): Promise<void> {
  await env.DB.prepare(sql)
    .bind(...values)
    .run();
}

export const COLUMNS = [
  'id',
  'at',
  'actor',
  'action',
  'target',
  'project',
  'before',
  'after',
  'address',
  'user_agent',
  'request_id',
  'signature',
  'previous_hash',
  'hash',
] as const;
export type Column = (typeof COLUMNS)[number];
/** Every column as an SQL literal: text and bytes in hex, so that any byte can be changed and put back. */
export type RawRow = Record<Column, string>;

/** The whole trail, and what is kept of it elsewhere. */
export type Snapshot = { rows: RawRow[]; unsigned: number; anchor: string | null };

export async function takeSnapshot(): Promise<Snapshot> {
  const unsigned = await env.DB.prepare(`select at from watermarks where name = 'unsigned'`).first<number>('at');
  return { rows: await readRaw(), unsigned: unsigned ?? 0, anchor: await env.EDGE.get('audit-head') };
}

async function readRaw(): Promise<RawRow[]> {
  const literals = COLUMNS.map(
    (name) => `case typeof("${name}") when 'text' then 'cast(x''' || hex("${name}") || ''' as text)'
    when 'blob' then 'x''' || hex("${name}") || '''' when 'null' then 'null' else cast("${name}" as text) end as "${name}"`,
  );
  return (await env.DB.prepare(`select ${literals.join(', ')} from events order by events.id`).all<RawRow>()).results;
}

/** Puts everything back as it was. */
export async function restore({ rows, unsigned, anchor }: Snapshot): Promise<void> {
  const last = rows.at(-1)?.id ?? '0';
  const inserts = rows.map((row) => env.DB.prepare(insertOf(row)));
  const sequence = env.DB.prepare(`update sqlite_sequence set seq = ${last} where name = 'events'`);
  const watermark = env.DB.prepare(`update watermarks set at = ${unsigned} where name = 'unsigned'`);
  await env.DB.batch([env.DB.prepare('delete from events'), ...inserts, sequence, watermark]);
  if (anchor === null) await env.EDGE.delete('audit-head');
  else await env.EDGE.put('audit-head', anchor);
}

/** The statement that inserts a row with every column as given. */
export function insertOf(row: RawRow): string {
  return `insert into events (${COLUMNS.map((name) => `"${name}"`).join(', ')}) values (${COLUMNS.map((name) => row[name]).join(', ')})`;
}
