import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Redeemed } from '../../../src/contract/shares.ts';
import { outcome } from '../../support/app.ts';
import type { recordMail } from '../../support/mail.ts';
import { person } from '../../support/people.ts';
import {
  addProject,
  createWorld,
  dumpKv,
  dumpTables,
  issue,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';
import { makeShare, recordMailOf, redeem } from '../../support/shares.ts';

let world: World;
let mail: ReturnType<typeof recordMail>;

const LIMITED: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const KEPT: TokenBody = { ...LIMITED, retrievable: true };
const BOTH: [what: string, body: TokenBody][] = [
  ['a token whose secret is not kept', LIMITED],
  ['a retrievable token', KEPT],
];
const MINUTE_MS = 60_000;

beforeAll(async () => {
  world = await createWorld();
  mail = recordMailOf(world);
  await addProject('web');
});

const newKey = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const call = (method: string, path: string) => world.test.call(method, path, { token: world.admin });

async function used(code: string, key: Record<string, string>): Promise<Redeemed> {
  const response = await redeem(world.test, code, key);
  expect(response.status).toBe(200);
  return response.json();
}

/** A link that was used with a key, and what was told. */
async function useLink(body: TokenBody) {
  const { id } = await issue(world, body);
  const { code } = await makeShare(world, mail, id);
  const key = newKey();
  return { id, code, key, told: await used(code, key) };
}

describe.each(BOTH)('the lost answer of a link to %s', (_what, body) => {
  it('can be had again with the code and the key that it was used with; nothing is changed by it', async () => {
    const { code, key, told } = await useLink(body);
    const tables = await dumpTables();
    expect(await used(code, key)).toEqual(told);
    expect(await dumpTables()).toEqual(tables);
    expect(await outcome(await world.test.call('GET', '/v1/tokens/self', { token: told.secret }))).toBe('200');
  });

  it('is told to nobody with another key, or with none', async () => {
    const { code } = await useLink(body);
    expect(await outcome(await redeem(world.test, code, newKey()))).toBe('404 not_found');
    expect(await outcome(await redeem(world.test, code))).toBe('404 not_found');
  });

  it('is told with the key of another link for no code but its own', async () => {
    const { key } = await useLink(body);
    const other = await useLink(body);
    expect(await outcome(await redeem(world.test, other.code, key))).toBe('404 not_found');
  });

  it('was for who asked with a key: the use without one is told once', async () => {
    const { id } = await issue(world, body);
    const { code } = await makeShare(world, mail, id);
    expect(await outcome(await redeem(world.test, code))).toBe('200');
    expect(await outcome(await redeem(world.test, code, newKey()))).toBe('404 not_found');
  });

  it('can be had for ten minutes', async () => {
    const { code, key, told } = await useLink(body);
    world.test.nowMs += 10 * MINUTE_MS - 1_000;
    expect((await used(code, key)).secret).toBe(told.secret);
    world.test.nowMs += 1_000;
    expect(await outcome(await redeem(world.test, code, key))).toBe('404 not_found');
  });

  it('of requests at once with one key is one use and one secret', async () => {
    const { id } = await issue(world, body);
    const { code } = await makeShare(world, mail, id);
    const key = newKey();
    const answers = await Promise.all([1, 2, 3, 4].map(() => used(code, key)));
    expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
    const uses = env.DB.prepare(
      `select count(*) as n from events where target = ? and action = 'token.share_redeemed'`,
    );
    expect(await uses.bind(id).first('n')).toBe(1);
  });

  it('of requests at once with keys of their own goes to one of them', async () => {
    const { id } = await issue(world, body);
    const { code } = await makeShare(world, mail, id);
    const answers = await Promise.all([1, 2, 3].map(async () => outcome(await redeem(world.test, code, newKey()))));
    expect(answers.toSorted()).toEqual(['200', '404 not_found', '404 not_found']);
  });

  it.each<[what: string, end: (id: string) => Promise<unknown>]>([
    ['was revoked', (id) => call('DELETE', `/v1/tokens/${id}`)],
    ['is disabled', (id) => call('POST', `/v1/tokens/${id}/disable`)],
    ['has another secret', (id) => call('POST', `/v1/tokens/${id}/refresh`)],
    ['is gone', (id) => env.DB.prepare('delete from tokens where id = ?').bind(parseId('tok', id)).run()],
  ])('is that of a used-up link once the token %s', async (_how, end) => {
    const { id, code, key } = await useLink(body);
    await end(id);
    const response = await redeem(world.test, code, key);
    const wrong = await redeem(world.test, 'A'.repeat(43), key);
    const shown = async (answer: Response) => (await answer.text()).replaceAll(/req_[0-9a-f-]{36}/g, 'req');
    expect([response.status, await shown(response)]).toEqual([404, await shown(wrong)]);
  });

  it('leaves neither the code, the key nor the secret in plain anywhere', async () => {
    // A retrievable token's secret is sealed too, and so are all others here.
    const { code, key, told } = await useLink(body);
    const all = JSON.stringify([await dumpTables(), await dumpKv()]);
    for (const word of [code, key['Idempotency-Key'], told.secret]) expect(all).not.toContain(word);
  });
});

describe('a lost answer', () => {
  it('is told no more once the owner of the token is disabled', async () => {
    const owner = await person(world);
    const { code } = await makeShare(world, mail, owner.tokenId);
    const key = newKey();
    await used(code, key);
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(parseId('usr', owner.id)).run();
    expect(await outcome(await redeem(world.test, code, key))).toBe('404 not_found');
  });

  it('of an S3 key pair can be had again, both halves', async () => {
    const { code, key, told } = await useLink({ ...LIMITED, s3: true });
    expect(told.s3?.secretAccessKey).toBe(told.secret);
    expect(await used(code, key)).toEqual(told);
  });

  it.each(['', 'guessable', 'x'.repeat(21), 'x'.repeat(129), 'with a blank in between it'])(
    'needs a key that nobody guesses: %j is 400, and the link is not used up',
    async (key) => {
      const { id } = await issue(world, LIMITED);
      const { code } = await makeShare(world, mail, id);
      const response = await redeem(world.test, code, { 'Idempotency-Key': key });
      expect(await outcome(response)).toBe('400 invalid_request');
      expect(await outcome(await redeem(world.test, code, { 'Idempotency-Key': 'x'.repeat(22) }))).toBe('200');
    },
  );
});
