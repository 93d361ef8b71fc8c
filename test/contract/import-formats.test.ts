import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/contract/import-formats/csv.ts';
import { detectFormat, type ImportOptions, readImport } from '../../src/contract/import-formats.ts';
import { ImportRow } from '../../src/contract/token-import.ts';

const SECRET = '0123456789abcdef0123456789abcdef';

/** RFC 4180 as other programs write it: every field quoted or only those that need it, lines ended either way. */
function writeCsv(records: readonly string[][], quoteAll: boolean, lineBreak: string): string {
  const field = (value: string) =>
    quoteAll || /[",\r\n]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value;
  return records.map((record) => record.map(field).join(',') + lineBreak).join('');
}

describe('CSV', () => {
  it('is read as it was written, whatever is in the fields', () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.array(fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '""'), { maxLength: 6 }).map((parts) => parts.join('')),
    );
    const records = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(records, fc.boolean(), fc.constantFrom('\n', '\r\n'), (given, quoteAll, lineBreak) => {
        expect(readCsv(writeCsv(given, quoteAll, lineBreak))).toEqual(given);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') }), (text) => void readCsv(text)),
    );
  });

  it.each([
    [
      'no line break at the end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty fields at the end',
      'a,\n,b,',
      [
        ['a', ''],
        ['', 'b', ''],
      ],
    ],
    ['empty lines between', 'a\n\n\r\nb\n', [['a'], ['b']]],
    ['a quote inside of a plain field', 'a"b,c', [['a"b', 'c']]],
    ['nothing', '', []],
  ])('%s', (_what, text, records) => {
    expect(readCsv(text)).toEqual(records);
  });

  it.each(['"a', 'a,"b""', '"a"b,c'])('a quote that is not closed, or not by a comma, is none: %s', (text) => {
    expect(readCsv(text)).toBeNull();
  });
});

describe('which format it is', () => {
  it.each([
    ['csv', 'type,name,secret\n'],
    ['csv', '\uFEFF"secret","name"\r\n'],
    ['ndjson', `{"type":"client","secret":"${SECRET}"}`],
    ['ndjson', '{"type":"client"}\n{"type":"client"}'],
    ['unleash', '{"tokens":[]}'],
    ['keboola', '[]'],
    [null, ''],
    [null, 'some text'],
    [null, '[1, 2'],
  ])('%s: %s', (format, text) => {
    expect(detectFormat(text)).toBe(format);
  });

  it('what is none of them is one refusal, not an exception', () => {
    expect(readImport('<html>', {})).toEqual({
      rows: [],
      refused: [{ index: 0, detail: expect.stringContaining('neither CSV') }],
      format: 'unknown',
    });
  });

  it('no text at all makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { rows, refused } = readImport(text, { project: 'web', environment: 'production' });
        expect([rows, refused].every(Array.isArray)).toBe(true);
      }),
    );
  });
});

const rowsOf = (text: string, options: ImportOptions = {}) => readImport(text, options).rows.map(({ row }) => row);

describe('rows of our own', () => {
  it('in CSV: lists, grants, flags, and empty cells that say nothing', () => {
    const text = [
      'type,name,description,project,environments,grants,allowedIps,retrievable,disabled,expires,sha256,secret',
      `access,"mkt, reader",,web,staging production,marketing+rw;bucket:photos:read,10.0.0.0/8,true,false,2027-01-01,,${SECRET}`,
    ].join('\n');
    const [row] = rowsOf(text);
    expect(row).toEqual({
      type: 'access',
      name: 'mkt, reader',
      project: 'web',
      environments: ['staging', 'production'],
      grants: [
        { resource: 'namespace', name: 'marketing', actions: ['read', 'write'] },
        { resource: 'bucket', name: 'photos', actions: ['read'] },
      ],
      allowedIps: ['10.0.0.0/8'],
      retrievable: true,
      disabled: false,
      expires: '2027-01-01',
      secret: SECRET,
    });
    expect(ImportRow.safeParse(row).success).toBe(true);
  });

  it('a line with too many fields, and one without a secret, lose none of the others', () => {
    const { rows, refused } = readImport(`type,name,secret\nadmin,a,${SECRET},x\nadmin,b,\nadmin,c,${SECRET}\n`, {});
    expect(rows).toEqual([{ index: 2, row: { type: 'admin', name: 'c', secret: SECRET } }]);
    expect(refused).toEqual([
      { index: 0, detail: 'has 4 fields where the first line has 3' },
      { index: 1, detail: 'has neither secret nor sha256' },
    ]);
  });

  it('a column that nobody knows is told, rather than dropped', () => {
    expect(readImport('secret,colour\na,b', {}).refused[0]?.detail).toContain('“colour”');
  });

  it('as JSON lines: a bad line loses none of the others', () => {
    const good = { type: 'admin', name: 'a', secret: SECRET };
    const { rows, refused } = readImport(`${JSON.stringify(good)}\n\n{"type":\n[1]\n${JSON.stringify(good)}\r\n`, {});
    expect(rows).toEqual([0, 3].map((index) => ({ index, row: good })));
    expect(refused.map(({ index }) => index)).toEqual([1, 2]);
  });

  it('get the project and environment that they leave out, and the names of here; admin tokens get neither', () => {
    const options = {
      project: 'web',
      environment: 'production',
      mapProject: { Old: 'new' },
      mapEnvironment: { prod: 'production' },
    };
    const line = (row: object) => JSON.stringify({ name: 'a', secret: SECRET, ...row });
    const text = [
      line({ type: 'client' }),
      line({ type: 'client', projects: ['Old', 'other'], environments: ['prod'] }),
      line({ type: 'client', project: 'Old', environment: 'prod' }),
      line({ type: 'admin' }),
    ].join('\n');
    expect(rowsOf(text, options).map(({ name: _, secret: __, ...row }) => row)).toEqual([
      { type: 'client', project: 'web', environments: ['production'] },
      { type: 'client', projects: ['new', 'other'], environments: ['production'] },
      { type: 'client', project: 'new', environments: ['production'] },
      { type: 'admin' },
    ]);
  });
});

describe('Unleash: GET /api/admin/api-tokens', () => {
  const token = {
    secret: `*:development.${'a'.repeat(64)}`,
    tokenName: 'backend',
    type: 'client',
    environment: 'development',
    project: '*',
    projects: ['*'],
    expiresAt: null,
    createdAt: '2023-01-01T00:00:00.000Z',
    seenAt: null,
    alias: null,
  };
  const read = (tokens: object[], options: ImportOptions = {}) => readImport(JSON.stringify({ tokens }), options);

  it('client, backend and frontend keep project and environment, admin has all', () => {
    const { rows, refused, format } = read([
      token,
      { ...token, type: 'BACKEND', tokenName: undefined, username: 'old name' },
      { ...token, type: 'frontend', secret: `[]:development.${'b'.repeat(56)}`, projects: ['a', 'b'], project: 'a,b' },
      {
        ...token,
        type: 'admin',
        environment: '*',
        secret: `*:*.${'c'.repeat(64)}`,
        expiresAt: '2099-01-01T00:00:00.000Z',
      },
    ]);
    expect([format, refused]).toEqual(['unleash', []]);
    expect(rows.map(({ row }) => row)).toEqual([
      {
        type: 'client',
        name: 'backend',
        projects: ['*'],
        environments: ['development'],
        expires: 'never',
        secret: token.secret,
      },
      {
        type: 'client',
        name: 'old name',
        projects: ['*'],
        environments: ['development'],
        expires: 'never',
        secret: token.secret,
      },
      {
        type: 'frontend',
        name: 'backend',
        projects: ['a', 'b'],
        environments: ['development'],
        allowedOrigins: ['*'],
        expires: 'never',
        secret: `[]:development.${'b'.repeat(56)}`,
      },
      { type: 'admin', name: 'backend', expires: '2099-01-01T00:00:00.000Z', secret: `*:*.${'c'.repeat(64)}` },
    ]);
    for (const { row } of rows) expect(ImportRow.safeParse(row).error).toBeUndefined();
  });

  it('names of environments and projects are translated, origins taken over', () => {
    const options = {
      mapEnvironment: { development: 'staging' },
      mapProject: { a: 'web' },
      allowedOrigins: ['https://shop.example'],
    };
    const { rows } = read(
      [{ ...token, type: 'frontend', projects: ['a'], secret: `a:development.${'b'.repeat(64)}` }],
      options,
    );
    expect(rows[0]?.row).toMatchObject({
      projects: ['web'],
      environments: ['staging'],
      allowedOrigins: ['https://shop.example'],
    });
  });

  it('seed-systems 3.18: the three forms of a secret are strings that can be imported', () => {
    const secrets = ['a'.repeat(64), 'a'.repeat(56), `*:*.${'a'.repeat(64)}`, `[]:production.${'a'.repeat(56)}`];
    for (const secret of secrets) {
      expect(ImportRow.safeParse({ type: 'admin', name: 'a', secret }).error).toBeUndefined();
    }
  });

  it('an alias is a second row of the same entry', () => {
    const { rows } = read([{ ...token, alias: 'an-older-secret-of-a-proxy' }]);
    expect(rows.map(({ index, row }) => [index, row.name, row.secret])).toEqual([
      [0, 'backend', token.secret],
      [0, 'backend (alias)', 'an-older-secret-of-a-proxy'],
    ]);
  });

  it.each([
    ['without a secret', { secret: undefined }, 'shows no secret'],
    ['for all environments', { environment: '*' }, 'exactly one'],
    ['of another type', { type: 'magic' }, 'of type magic'],
    ['whose list is empty', { projects: [], secret: `[]:development.${'a'.repeat(64)}` }, 'projects that are gone'],
    ['that is no object', null, 'is no Unleash token'],
  ])('a token %s is refused with a sentence, and the next one is not', (_what, change, sentence) => {
    const { rows, refused } = read([change === null ? [] : { ...token, ...change }, token]);
    expect(refused).toEqual([{ index: 0, detail: expect.stringContaining(sentence) }]);
    expect(rows.map(({ index }) => index)).toEqual([1]);
  });

  it('a list that lost its last project was made a wildcard by Unleash; it is not taken for one', () => {
    const { rows, refused } = read([
      { ...token, secret: `[]:development.${'a'.repeat(64)}`, projects: ['*'] },
      { ...token, secret: `gone:development.${'a'.repeat(64)}`, projects: ['*'] },
      { ...token, secret: 'a'.repeat(64), projects: ['*'] },
    ]);
    expect(refused.map(({ index }) => index)).toEqual([0, 1]);
    expect(rows).toHaveLength(1);
  });
});

describe('Keboola: GET /tokens', () => {
  const token = {
    id: '27978',
    token: '572-27978-abcdefghijklmnopqrstuvwx',
    description: 'reader',
    isMasterToken: false,
    canManageBuckets: false,
    bucketPermissions: { 'out.c-tutorial': 'read', 'in.c-tutorial': 'write' },
    componentAccess: ['keboola.ex-db-mysql'],
    expires: null,
    isDisabled: false,
    owner: { id: 572, name: 'Project' },
  };
  const OPTIONS = { project: 'web', environment: 'production' };
  const read = (tokens: unknown[], options: ImportOptions = OPTIONS) => readImport(JSON.stringify(tokens), options);

  it('buckets and components become grants; write includes read', () => {
    const { rows, refused, format } = read([token]);
    expect([format, refused]).toEqual(['keboola', []]);
    expect(rows).toEqual([
      {
        index: 0,
        row: {
          type: 'access',
          name: 'reader',
          project: 'web',
          environments: ['production'],
          grants: [
            { resource: 'bucket', name: 'out.c-tutorial', actions: ['read'] },
            { resource: 'bucket', name: 'in.c-tutorial', actions: ['read', 'write'] },
            { resource: 'component', name: 'keboola.ex-db-mysql', actions: ['run'] },
          ],
          expires: 'never',
          secret: token.token,
        },
      },
    ]);
    expect(ImportRow.safeParse(rows[0]?.row).error).toBeUndefined();
  });

  it('seed-systems 4.13: one without permissions gets none; PHP writes no permissions as a list', () => {
    expect(read([{ ...token, bucketPermissions: [], componentAccess: undefined }]).rows[0]?.row.grants).toEqual([]);
  });

  it('canManageBuckets is all buckets and components, those to come too; a disabled one stays so', () => {
    const [entry] = read([
      { ...token, canManageBuckets: true, isDisabled: true, expires: '2099-01-02T03:04:05+0100' },
    ]).rows;
    expect(entry?.row).toMatchObject({
      disabled: true,
      expires: '2099-01-02T03:04:05+01:00',
      grants: [
        { resource: 'bucket', name: '*', actions: ['read', 'write'] },
        { resource: 'component', name: '*', actions: ['run'] },
      ],
    });
  });

  it('the project is found by the id of its owner, where that is mapped', () => {
    expect(read([token], { ...OPTIONS, mapProject: { 572: 'shop' } }).rows[0]?.row.project).toBe('shop');
  });

  it.each([
    ['a master token', { isMasterToken: true }, 'master token'],
    ['one without its value', { token: undefined }, 'shows no secret'],
    ['one with an unknown permission', { bucketPermissions: { a: 'own' } }, '“own”'],
    ['one on a name that no grant can hold', { bucketPermissions: { 'a b': 'read' } }, '“a b”'],
  ])('%s is refused with a sentence, and the next one is not', (_what, change, sentence) => {
    const { rows, refused } = read([{ ...token, ...change }, token]);
    expect(refused).toEqual([{ index: 0, detail: expect.stringContaining(sentence) }]);
    expect(rows.map(({ index }) => index)).toEqual([1]);
  });

  it('without a project or an environment to put them in, none is taken', () => {
    expect(read([token], { environment: 'production' }).refused[0]?.detail).toContain('project');
    expect(read([token], { project: 'web' }).refused[0]?.detail).toContain('environment');
  });

  it('a long description is cut for the name and kept whole beside it; line breaks become spaces', () => {
    const description = `first\nline ${'x'.repeat(120)}`;
    const [entry] = read([{ ...token, description }]).rows;
    expect(entry?.row.name).toHaveLength(100);
    expect(entry?.row.description).toBe(`first line ${'x'.repeat(120)}`);
    expect(ImportRow.safeParse(entry?.row).error).toBeUndefined();
  });
});
