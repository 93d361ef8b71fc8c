import { beforeAll, expect, it } from 'vitest';
import type { KeyPair } from '../../support/s3-sign.ts';
import { createWorld, makePair, on, outcome, send, told, type World } from './world.ts';

let world: World;
let owner: KeyPair;
/** May delete what is under `mine/`. */
let cleaner: KeyPair;

beforeAll(async () => {
  world = await createWorld();
  owner = await makePair(world, [on('*', 'read', 'write', 'delete')]);
  cleaner = await makePair(world, [on('assets/mine/*', 'delete'), on('docs', 'read')]);
});

function remove(pair: KeyPair, keys: string[], path = '/assets?delete'): Promise<Response> {
  const objects = keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('');
  return send(world, pair, 'POST', path, { body: `<Delete>${objects}</Delete>` });
}

async function put(...keys: string[]): Promise<void> {
  for (const key of keys) expect(await outcome(send(world, owner, 'PUT', `/assets/${key}`, { body: 'x' }))).toBe('200');
}

const exists = async (key: string) => (await outcome(send(world, owner, 'GET', `/assets/${key}`))) === '200';

it('each key is judged by itself: what is not granted stays, and comes back as S3’s own error', async () => {
  await put('mine/a', 'mine/b%20%26', 'theirs/c');
  const answer = await remove(cleaner, ['mine/a', 'theirs/c', 'mine/b &amp;']);
  const xml = await answer.text();
  expect(answer.status, xml).toBe(200);
  expect(xml.match(/<Deleted>/g)).toHaveLength(2);
  expect(xml).toContain('<Error><Key>theirs/c</Key><Code>AccessDenied</Code>');
  expect(xml.trim().endsWith('</DeleteResult>')).toBe(true);
  expect([await exists('mine/a'), await exists('mine/b%20%26'), await exists('theirs/c')]).toEqual([
    false,
    false,
    true,
  ]);
});

it('where no key is granted the storage hears nothing', async () => {
  const from = (await told('/real-assets?delete')).length;
  const answer = await remove(cleaner, ['theirs/c', 'other']);
  expect([answer.status, (await answer.text()).match(/<Code>AccessDenied/g)?.length]).toEqual([200, 2]);
  expect(await told('/real-assets?delete')).toHaveLength(from);
});

it('a key that would climb out of its prefix refuses the request', async () => {
  for (const key of ['mine/../theirs/c', 'mine/%2e%2e/theirs/c', 'mine/&#46;&#46;/theirs/c', 'mine/..\\theirs']) {
    expect(await outcome(remove(cleaner, [key])), key).toBe('400 InvalidRequest');
  }
  expect(await exists('theirs/c')).toBe(true);
});

it('what is not the XML of this operation refuses the request', async () => {
  const send_ = (body: string) => outcome(send(world, owner, 'POST', '/assets?delete', { body }));
  const bodies = [
    '',
    'x',
    '<Delete></Delete>',
    '<Delete><Object><Key>a</Key></Object>',
    '<!DOCTYPE d [<!ENTITY k "theirs/c">]><Delete><Object><Key>&k;</Key></Object></Delete>',
    '<Delete><Object><Key><![CDATA[a]]></Key></Object></Delete>',
    '<Delete><Object><Key>a<!-- b --></Key></Object></Delete>',
    '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>',
    '<Delete><Object><Key>a</Key><Other>b</Other></Object></Delete>',
    `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`,
  ];
  for (const body of bodies) expect(await send_(body), body.slice(0, 80)).toBe('400 MalformedXML');
  expect(await send_('<Delete><Object><Key>&nbsp;</Key></Object></Delete>')).toBe('400 InvalidRequest');
  expect(await send_(`<Delete>${' '.repeat(2 * 1024 * 1024)}</Delete>`)).toBe('400 EntityTooLarge');
});

it('a token without the right to delete anything deletes nothing', async () => {
  const reader = await makePair(world, [on('*', 'read', 'write', 'manage')]);
  expect(await (await remove(reader, ['theirs/c'])).text()).toContain('<Code>AccessDenied</Code>');
  expect(await exists('theirs/c')).toBe(true);
});
