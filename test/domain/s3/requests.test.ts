import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKET_ACTIONS } from '../../../src/contract/grant-words.ts';
import type { Grant } from '../../../src/contract/grants.ts';
import { refuseRequest } from '../../../src/domain/s3/needs.ts';
import { OPERATIONS } from '../../../src/domain/s3/operations.ts';
import { readRequest } from '../../../src/domain/s3/read-request.ts';
import { copyOf } from '../tokens/samples.ts';
import { REFUSED, requestIn, SAMPLES } from './samples.ts';

const FRONT = { hostBucket: null, buckets: [{ name: 'assets', originBucket: 'real-assets' }, { name: 'docs' }] };

function read(line: string) {
  return readRequest(requestIn(line), FRONT);
}

/** Whether a token with these grants may send the request. */
function allows(grants: Grant[], line: string): boolean {
  const request = read(line);
  if (!request.ok) throw new Error(`${line}: ${request.denial.reason}`);
  const { bucket } = request.value;
  if (bucket === null) return true;
  return refuseRequest({ ...request.value, bucket }, copyOf({ type: 'access', grants })) === null;
}

/** The model: what a grant covers, spelt out name by name. */
function modelAllows(grants: Grant[], needs: string): boolean {
  if (needs === 'nothing') return true;
  return needs.split(', ').every((need) => {
    const [action = '', ...words] = need.split(' ');
    const name = words.join(' ');
    return grants.some((grant) => {
      if (grant.resource !== 'bucket' || !grant.actions.includes(action)) return false;
      if (grant.name === '*') return true;
      if (name === 'any') return grant.name.split('/')[0] === 'assets';
      const whole = name.endsWith('…');
      const wanted = whole ? name.slice(0, -1) : name;
      const folder = grant.name.endsWith('/*') ? grant.name.slice(0, -1) : `${grant.name}/`;
      return wanted.startsWith(folder) || (!whole && wanted === grant.name);
    });
  });
}

describe('what a request asks for', () => {
  it.each(SAMPLES)('%s is known by its request: %s', (operation, line) => {
    expect(read(line)).toMatchObject({ ok: true, value: { operation: { name: operation } } });
  });

  it.each(REFUSED)('refused, not guessed: %s', (line, reason) => {
    expect(read(line)).toMatchObject({ ok: false, denial: { reason } });
  });

  it('each operation that is lent has a sample, and no two have the same request', () => {
    const lent = OPERATIONS.filter(({ action }) => action !== null).map(({ name }) => name);
    expect([...new Set(SAMPLES.map(([operation]) => operation))].sort()).toEqual(lent.sort());
    const slots = OPERATIONS.map(({ method, level, by, copies }) => `${method} ${level} ${by} ${copies}`);
    expect(new Set(slots).size).toBe(slots.length);
  });

  it('under a bucket’s own host name the whole path is the key', () => {
    const at = { ...FRONT, hostBucket: 'assets' };
    expect(readRequest(requestIn('GET /docs/a'), at)).toMatchObject({
      value: { bucket: { name: 'assets' }, key: 'docs/a' },
    });
    expect(readRequest(requestIn('GET /?list-type=2'), at)).toMatchObject({
      value: { operation: { name: 'ListObjectsV2' } },
    });
    expect(readRequest(requestIn('GET /docs/a'), { ...FRONT, hostBucket: 'elsewhere' })).toMatchObject({ ok: false });
  });
});

describe('what it takes', () => {
  const samples = SAMPLES.filter(([, , needs]) => needs !== 'nothing');

  it.each(samples)('%s (%s) takes %s, and no other action will do', (_, line, needs) => {
    const wanted = needs.split(', ').map((need) => need.split(' ')[0] ?? '');
    const everything = (actions: string[]): Grant[] => [{ resource: 'bucket', name: '*', actions }];
    expect(allows(everything(wanted), line)).toBe(true);
    for (const action of wanted) {
      expect(allows(everything(BUCKET_ACTIONS.filter((other) => other !== action)), line)).toBe(false);
    }
    expect(allows([{ resource: 'namespace', name: '*', actions: [...BUCKET_ACTIONS] }], line)).toBe(false);
    expect(allows([], line)).toBe(false);
  });

  it('any grants allow just what the model says', () => {
    const name = fc.constantFrom(
      ...['*', 'assets', 'assets/*', 'assets/public', 'assets/public/*', 'assets/public/a.txt', 'assets/public/a/*'],
      ...['assets/pub', 'assets/b', 'asset', 'assets-2/*', 'docs', 'docs/*', 'docs/x/*', 'docs/b', 'assets/public/'],
    );
    const grant = fc.record({
      resource: fc.constantFrom('bucket', 'bucket', 'bucket', 'namespace'),
      name,
      actions: fc.subarray([...BUCKET_ACTIONS], { minLength: 1 }),
    });
    const grants = fc.array(grant, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(grants, fc.constantFrom(...SAMPLES), (held, [, line, needs]) => {
        expect(allows(held, line), `${JSON.stringify(held)}: ${line}`).toBe(modelAllows(held, needs));
      }),
      { numRuns: 20_000 },
    );
  });

  it('a list shows only what is covered: a prefix without its slash is refused', () => {
    const grants: Grant[] = [{ resource: 'bucket', name: 'assets/public/*', actions: ['read'] }];
    const list = (prefix: string) => allows(grants, `GET /assets?list-type=2&prefix=${prefix}`);
    expect(['public/', 'public/a', 'public/a/b/'].map(list)).toEqual([true, true, true]);
    expect(['', 'public', 'publi', 'private/', '/public/', 'public%2A'].map(list)).toEqual(Array(6).fill(false));
    const named: Grant[] = [{ resource: 'bucket', name: 'assets/public', actions: ['read'] }];
    expect(allows(named, 'GET /assets?list-type=2&prefix=public')).toBe(false);
    expect(allows(named, 'GET /assets?list-type=2&prefix=public/')).toBe(true);
  });

  it('a token that lost its last project is granted nothing', () => {
    const request = read('HEAD /assets');
    if (!request.ok || request.value.bucket === null) throw new Error('no request');
    const grants: Grant[] = [{ resource: 'bucket', name: '*', actions: [...BUCKET_ACTIONS] }];
    const lent = { ...request.value, bucket: request.value.bucket };
    expect(refuseRequest(lent, copyOf({ type: 'access', grants, projects: [] }))).toMatchObject({
      reason: 'not_granted',
    });
  });
});
