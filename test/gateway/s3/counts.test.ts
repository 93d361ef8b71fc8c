import { beforeAll, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { countedOf } from '../../support/counts.ts';
import type { KeyPair } from '../../support/s3-sign.ts';
import { createWorld, makePair, on, outcome, send, type World } from './world.ts';

let world: World;
let pair: KeyPair & { id: string };
let key = 0;
beforeAll(async () => {
  world = await createWorld();
  pair = await makePair(world, [on('assets', 'read', 'write')]);
  key = parseId('tok', pair.id) ?? 0;
});

const read = (by: KeyPair) => outcome(send(world, by, 'GET', '/assets/none.txt'));

it('an S3 request with a good key pair counts as accepted', async () => {
  const counted = await countedOf(world.test, async () => expect(await read(pair)).toBe('404 NoSuchKey'));
  expect(counted).toEqual({ outcomes: { 'web accepted': 1 }, tokens: { [key]: [1, 0] } });
});

it('one signed with a wrong secret, or by an id that was made up, is invalid_token of nobody: an id is no secret', async () => {
  const other = await makePair(world, [on('assets', 'read')]);
  const counted = await countedOf(world.test, async () => {
    expect(await read({ ...pair, secretAccessKey: other.secretAccessKey })).toBe('403 SignatureDoesNotMatch');
    expect(await read({ ...pair, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })).toBe('403 InvalidAccessKeyId');
  });
  expect(counted).toEqual({ outcomes: { invalid_token: 2 }, tokens: {} });
});

it('one whose token is disabled counts as refused, once', async () => {
  const { test, admin } = world;
  const { id, ...gone } = await makePair(world, [on('assets', 'read')]);
  await test.call('POST', `/v1/tokens/${id}/disable`, { token: admin });
  const counted = await countedOf(test, async () => expect(await read(gone)).toBe('403 AccessDenied'));
  expect(counted).toEqual({ outcomes: { 'web token_disabled': 1 }, tokens: { [parseId('tok', id) ?? 0]: [0, 1] } });
});

it('one that was not signed at all is not counted', async () => {
  const unsigned = () => world.gateway.fetch(new Request('https://s3.example.com/assets/none.txt'));
  const counted = await countedOf(world.test, async () => expect(await outcome(unsigned())).toBe('403 AccessDenied'));
  expect(counted).toEqual({ outcomes: {}, tokens: {} });
});
