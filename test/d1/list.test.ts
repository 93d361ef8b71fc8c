import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../src/contract/grants.ts';
import { TOKEN_SORTS, TOKEN_STATUSES, TOKEN_TYPES, type TokenSort } from '../../src/contract/token-types.ts';
import { openDatabase } from '../../src/d1/database.ts';
import { users } from '../../src/d1/schema.ts';
import { creation } from '../../src/d1/tokens/create.ts';
import type { TokenFilter } from '../../src/d1/tokens/filter.ts';
import { type After, countTokens, listTokens } from '../../src/d1/tokens/list.ts';
import type { TokenRecord } from '../../src/d1/tokens/record.ts';

const NOW = 1_000_000;
const PLACES = ['web', 'app', 'shop'];
const OWNERS = [
  { id: 1, email: 'ada@example.org', name: 'Ada "the first" Lovelace' },
  { id: 2, email: "o'neil@example.org", name: 'Émile 中文字' },
];
const db = openDatabase(env.DB, () => new Uint8Array(16));

beforeAll(async () => {
  await db.insert(users).values(
    OWNERS.map((owner) => ({
      ...owner,
      version: 1,
      passwordHash: null,
      role: 'none' as const,
      createdAt: 0,
      disabledAt: null,
    })),
  );
});

// Few characters, so that searches find something: both cases, accents, three scripts, and all that SQL and FTS5 mind.
const CHARS = [...`aAbB éÉñßЖж中文Ｚ😀'"%_*-():^+{}~.,;\\/&|!?`, 'OR', 'NEAR', 'e\u0301', '--', '/*', "';"];
const words = (least: number, most: number) =>
  fc.array(fc.constantFrom(...CHARS), { minLength: least, maxLength: most }).map((parts) => parts.join(''));
const some = (names: string[]) => fc.oneof(fc.subarray(names, { minLength: 1 }), fc.constant<string[]>(['*']));
const time = fc.constantFrom(NOW - 100, NOW - 1, NOW, NOW + 1, NOW + 50, NOW + 100);

const grants = fc.array(
  fc.record<Grant>({
    resource: fc.constantFrom('namespace', 'queue'),
    name: fc.constantFrom(...PLACES, '*'),
    actions: fc.constant(['read']),
  }),
  { maxLength: 3 },
);
const record = fc.record({
  type: fc.constantFrom(...TOKEN_TYPES),
  // Names are often the same, also across the end of a page.
  name: fc.oneof(words(1, 6), fc.constantFrom('alike', 'Alike')),
  description: fc.option(words(0, 6)),
  projects: some(PLACES),
  environments: some(PLACES),
  grants,
  notBefore: fc.option(time),
  expiresAt: fc.option(time),
  ownerId: fc.option(fc.constantFrom(...OWNERS.map(({ id }) => id))),
  disabledAt: fc.option(time),
  revokedAt: fc.option(time, { freq: 4 }),
  lastUsedAt: fc.option(time),
  overlapEndsAt: fc.option(time),
});
type Drawn = typeof record extends fc.Arbitrary<infer Value> ? Value : never;

const place = fc.constantFrom(...PLACES, 'nosuch');
const everyFilter = fc.record({
  search: fc.oneof(
    words(3, 3).filter((text) => [...text].length >= 3),
    fc.constantFrom('example', 'ADA', "o'n", '"the', 'ÉMILE', '中文字'),
  ),
  type: fc.constantFrom(...TOKEN_TYPES),
  project: place,
  environment: place,
  namespace: place,
  ownerId: fc.constantFrom(1, 2, 3),
  status: fc.constantFrom(...TOKEN_STATUSES),
  expiringBefore: time,
  unused: fc.constant(true),
  overlapping: fc.constant(true),
});
const FILTERS = [
  'search',
  'type',
  'project',
  'environment',
  'namespace',
  'ownerId',
  'status',
  'expiringBefore',
  'unused',
  'overlapping',
] as const;
/** Up to three at once: more of them find nothing in so few tokens. */
const filter = fc
  .tuple(everyFilter, fc.subarray([...FILTERS], { maxLength: 3 }))
  .map(
    ([all, chosen]): Omit<TokenFilter, 'nowSeconds' | 'visible'> =>
      Object.fromEntries(chosen.map((key) => [key, all[key]])),
  );
const question = fc.record({ filter, sort: fc.constantFrom(...TOKEN_SORTS), limit: fc.integer({ min: 1, max: 9 }) });

async function store(drawn: Drawn[]): Promise<TokenRecord[]> {
  const records = drawn.map(
    (fields, index): TokenRecord => ({
      ...fields,
      id: 10 + index,
      version: 1,
      clients: null,
      allowedIps: null,
      allowedOrigins: null,
      createdAt: index,
      issuedAt: index,
      secretNumber: 1,
      retrievable: false,
      revocationReason: null,
      activeDay: 0,
      signedUntil: null,
      audience: null,
      dpopKey: null,
      parentId: null,
      trustId: null,
      s3: false,
    }),
  );
  const event = { at: 0, actor: '', action: '', target: '', project: null, before: null, after: null };
  const rest = { address: null, userAgent: null, requestId: '' };
  const inserts = records.flatMap((token) => {
    const digest = new Uint8Array(new Uint32Array([token.id]).buffer);
    return [...creation(db, token, { digest, sealed: null, status: null }, { ...event, ...rest })];
  });
  const [first, ...others] = inserts;
  await env.DB.prepare('delete from tokens').run();
  if (first) await db.batch([first, ...others]);
  return records;
}

// The model: the same rules over the same records, without an index, a facet or a line of SQL.

const fold = (text: string) => [...text].map((char) => (char === 'ß' ? char : char.toLowerCase())).join('');
const names = (list: string[], name: string | undefined) =>
  name === undefined || list.includes(name) || list.includes('*');

function statusOf(token: TokenRecord): string {
  if (token.revokedAt !== null) return 'revoked';
  if (token.expiresAt !== null && token.expiresAt <= NOW) return 'expired';
  if (token.disabledAt !== null) return 'disabled';
  return token.notBefore !== null && token.notBefore > NOW ? 'not_yet_valid' : 'active';
}

function matches(token: TokenRecord, by: Omit<TokenFilter, 'nowSeconds' | 'visible'>): boolean {
  const owner = OWNERS.find(({ id }) => id === token.ownerId);
  const texts = [token.name, token.description ?? '', owner ? `${owner.email} ${owner.name}` : ''];
  const { search } = by;
  const status = statusOf(token);
  return (
    (by.status === undefined ? status !== 'revoked' && status !== 'expired' : status === by.status) &&
    (search === undefined || texts.some((text) => fold(text).includes(fold(search)))) &&
    (by.type === undefined || token.type === by.type) &&
    (by.ownerId === undefined || token.ownerId === by.ownerId) &&
    names(token.projects, by.project) &&
    names(token.environments, by.environment) &&
    (by.namespace === undefined ||
      token.grants.some(({ resource, name }) => resource === 'namespace' && names([name], by.namespace))) &&
    (by.expiringBefore === undefined || (token.expiresAt !== null && token.expiresAt < by.expiringBefore)) &&
    (!by.unused || token.lastUsedAt === null) &&
    (!by.overlapping || (token.revokedAt === null && token.overlapEndsAt !== null && token.overlapEndsAt > NOW))
  );
}

const encoder = new TextEncoder();
function compareBytes(left: string, right: string): number {
  const [a, b] = [encoder.encode(left), encoder.encode(right)];
  for (const [index, byte] of a.entries()) {
    if (byte !== b[index]) return byte - (b[index] ?? -1);
  }
  return a.length - b.length;
}

function order(sort: TokenSort): (left: TokenRecord, right: TokenRecord) => number {
  const end = (token: TokenRecord) => token.expiresAt ?? 1e15;
  const direction = sort.startsWith('-') ? -1 : 1;
  return (left, right) => {
    const byName = sort.endsWith('name') ? compareBytes(left.name, right.name) : 0;
    const byEnd = sort.endsWith('expires') ? end(left) - end(right) : 0;
    return direction * (byName || byEnd || left.id - right.id);
  };
}

async function allPages(by: TokenFilter, sort: TokenSort, limit: number): Promise<TokenRecord[]> {
  const found: TokenRecord[] = [];
  let after: After | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTokens>> = await listTokens(db, by, { sort, limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    after = page.next;
    if (found.length > 1_000) throw new Error('pages without an end');
  } while (after !== null);
  return found;
}

describe('a list', () => {
  it('gives page by page exactly what a plain scan gives, in order, and its total is their number', async () => {
    const seen = { questions: 0, found: 0, searches: 0, several: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 10, maxLength: 40 }),
        fc.array(question, { minLength: 12, maxLength: 25 }),
        async (drawn, questions) => {
          const records = await store(drawn);
          for (const { filter: by, sort, limit } of questions) {
            const expected = records.filter((token) => matches(token, by)).toSorted(order(sort));
            const whole = { ...by, nowSeconds: NOW, visible: null };
            expect(await allPages(whole, sort, limit)).toEqual(expected);
            expect(await countTokens(db, whole)).toBe(expected.length);
            seen.questions += 1;
            seen.found += expected.length > 0 ? 1 : 0;
            seen.searches += by.search !== undefined && expected.length > 0 ? 1 : 0;
            seen.several += expected.length > limit ? 1 : 0;
          }
        },
      ),
      { numRuns: 20 },
    );
    // Questions that find nothing prove little: there must have been enough of the others.
    expect(seen.found).toBeGreaterThan(seen.questions / 10);
    expect(seen.searches).toBeGreaterThan(0);
    expect(seen.several).toBeGreaterThan(10);
  }, 120_000);

  it('each filter and each sort alone agrees with the plain scan too, over many tokens', async () => {
    const records = await store(fc.sample(record, 90));
    const values: Omit<TokenFilter, 'nowSeconds' | 'visible'>[] = [
      {},
      ...TOKEN_STATUSES.map((status) => ({ status })),
      ...TOKEN_TYPES.map((type) => ({ type })),
      ...[...PLACES, 'nosuch'].flatMap((name) => [{ project: name }, { environment: name }, { namespace: name }]),
      { ownerId: 1 },
      { expiringBefore: NOW + 60 },
      { search: 'EXAMPLE' },
      { unused: true },
      { overlapping: true },
      { search: 'EXAMPLE', unused: true },
      { status: 'revoked', unused: true },
    ];
    for (const by of values) {
      for (const sort of TOKEN_SORTS) {
        const expected = records.filter((token) => matches(token, by)).toSorted(order(sort));
        expect((await allPages({ ...by, nowSeconds: NOW, visible: null }, sort, 40)).map(({ id }) => id)).toEqual(
          expected.map(({ id }) => id),
        );
      }
    }
  }, 60_000);

  it('finds a token by its new name once it was renamed, by the old one no more, and not when it is gone', async () => {
    const [token] = await store(
      fc
        .sample(record, 1)
        .map((fields) => ({ ...fields, name: 'before', description: null, revokedAt: null, expiresAt: null })),
    );
    const total = (search: string) => countTokens(db, { nowSeconds: NOW, visible: null, search });
    expect(await total('before')).toBe(1);
    await env.DB.prepare("update tokens set name = 'renamed' where id = ?").bind(token?.id).run();
    expect([await total('before'), await total('renamed')]).toEqual([0, 1]);
    await env.DB.prepare('delete from tokens').run();
    expect(await total('renamed')).toBe(0);
  });
});
