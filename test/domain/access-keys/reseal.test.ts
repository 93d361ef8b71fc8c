import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessKeyContext } from '../../../src/contract/access-keys.ts';
import { parseId } from '../../../src/contract/ids.ts';
import type { Keyring } from '../../../src/crypto/keyring.ts';
import { open, seal } from '../../../src/crypto/seal.ts';
import { resealVersions } from '../../../src/domain/access-keys/reseal.ts';
import {
  actionsOn,
  addKeyVersion,
  addUsingProperty,
  CREDENTIALS,
  makeAccessKey,
  OTHER_CREDENTIALS,
} from '../../support/access-keys.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

const SWEEP = '*/15 * * * *';
const NEW_ROOT = 'cd'.repeat(32);
const test = createTestApp();
let admin = '';
let properties = 0;

/** The deployment once its root key was changed: the one before still opens. */
function rotate(bindings: Parameters<typeof createTestApp>[0] = {}): TestApp {
  const rotated = createTestApp({ ...bindings, ROOT_KEY: NEW_ROOT, ROOT_KEY_PREVIOUS: env.ROOT_KEY });
  rotated.nowMs = test.nowMs;
  return rotated;
}

/** The deployment once the root key before was thrown away. */
function forgetOld(): TestApp {
  return createTestApp({ ROOT_KEY: NEW_ROOT });
}

async function openedBy(app: TestApp, uid: string, version: number): Promise<string | null> {
  const id = parseId('key', uid) ?? 0;
  const row = env.DB.prepare(
    'select sealed, root_key_id from access_key_versions where access_key_id = ? and version = ?',
  );
  const { sealed } = (await row.bind(id, version).first<{ sealed: number[] }>()) ?? { sealed: [] };
  const { keyring } = app.services;
  return open(keyring, Uint8Array.from(sealed), accessKeyContext(id, version)).catch(() => null);
}

const sealedUnder = async (uid: string) => {
  const rows = env.DB.prepare('select root_key_id as id from access_key_versions where access_key_id = ?');
  return (await rows.bind(parseId('key', uid)).all<{ id: string }>()).results.map(({ id }) => id);
};

const changeOf = (property: number) =>
  env.DB.prepare('select change from properties where id = ?').bind(property).first<number>('change');

async function countRows(table: 'changes' | 'outbox', property: number): Promise<number> {
  const column = table === 'changes' ? "epoch ->> '$.property.id'" : "scope ->> '$.property.id'";
  const row = env.DB.prepare(`select count(*) as n from ${table} where ${column} = ?`);
  return (await row.bind(property).first<number>('n')) ?? 0;
}

/** Keys 1, 2, … with a version each, straight in D1. */
async function addSealed(keyring: Keyring, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, n) => n + 1);
  const key = env.DB.prepare(
    `insert into access_keys values (?1, 'web', 'many ' || ?1, 'AWS4_HMAC_SHA256', 'STANDARD_TLS', null, null, 1, 'usr_1', 0)`,
  );
  const version = env.DB.prepare(
    "insert into access_key_versions values (?, 1, ?, 'AKIA', ?, ?, 'ACTIVE', 0, 'usr_1', 0)",
  );
  const sealed = await Promise.all(ids.map((id) => seal(keyring, `secret ${id}`, accessKeyContext(id, 1))));
  await env.DB.batch([
    ...ids.map((id) => key.bind(id)),
    ...ids.map((id, index) => version.bind(id, crypto.randomUUID(), sealed[index], keyring.current.id)),
  ]);
}

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
});

beforeEach(async () => {
  await env.DB.batch(
    ['active_properties', 'access_key_versions', 'access_keys'].map((table) => env.DB.prepare(`delete from ${table}`)),
  );
});

const property = () => {
  properties += 1;
  return `site${properties}`;
};

describe('after the root key was changed', () => {
  it('what was sealed under the old one is sealed anew, and opens when the old one is gone', async () => {
    const { uid } = await makeAccessKey(test, admin);
    await addKeyVersion(test, admin, uid);
    expect(await openedBy(forgetOld(), uid, 1)).toBeNull();
    const rotated = rotate();
    expect(await runCron(rotated, SWEEP)).toMatchObject({ keyVersionsResealed: 2, keyVersionsUnopened: 0 });
    const { id } = rotated.services.keyring.current;
    expect(await sealedUnder(uid)).toEqual([id, id]);
    expect(await openedBy(forgetOld(), uid, 1)).toBe(CREDENTIALS.cloudSecretAccessKey);
    expect(await openedBy(forgetOld(), uid, 2)).toBe(OTHER_CREDENTIALS.cloudSecretAccessKey);
    expect((await actionsOn(uid)).slice(-2)).toEqual(['access_key.resealed', 'access_key.resealed']);
    expect(await runCron(rotated, SWEEP)).toMatchObject({ keyVersionsResealed: 0 });
  });

  it('nothing is done where there is no root key before', async () => {
    const { uid } = await makeAccessKey(test, admin);
    const before = await sealedUnder(uid);
    expect(await runCron(test, SWEEP)).toMatchObject({ keyVersionsResealed: 0, keyVersionsUnopened: 0 });
    expect(await runCron(forgetOld(), SWEEP)).toMatchObject({ keyVersionsResealed: 0, keyVersionsUnopened: 0 });
    expect(await sealedUnder(uid)).toEqual(before);
  });

  it('the edge hears of it where a property signs with it, and of no other', async () => {
    const { guid } = await makeAccessKey(test, admin);
    await makeAccessKey(test, admin);
    const using = await addUsingProperty(guid, { name: property(), active: { staging: 1, production: 2 } });
    const other = await addUsingProperty(guid, { name: property(), active: {} });
    await runCron(rotate(), SWEEP);
    expect([await changeOf(using), await changeOf(other)]).toEqual([2, 1]);
    expect([await countRows('changes', using), await countRows('changes', other)]).toEqual([1, 0]);
    expect([await countRows('outbox', using), await countRows('outbox', other)]).toEqual([1, 0]);
  });

  it('more than a run does goes on through the queue, until all is done', async () => {
    const { uid } = await makeAccessKey(test, admin);
    const { keyring } = test.services;
    await addSealed(keyring, 30);
    const rotated = rotate();
    expect(await runCron(rotated, SWEEP)).toMatchObject({ keyVersionsResealed: 25 });
    await drainQueue(rotated);
    const left = env.DB.prepare('select count(*) as n from access_key_versions where root_key_id = ?');
    expect(await left.bind(keyring.current.id).first('n')).toBe(0);
    expect(await openedBy(forgetOld(), uid, 1)).toBe(CREDENTIALS.cloudSecretAccessKey);
    const row = env.DB.prepare('select sealed from access_key_versions where access_key_id = 30');
    const { sealed } = (await row.first<{ sealed: number[] }>()) ?? { sealed: [] };
    const opened = open(forgetOld().services.keyring, Uint8Array.from(sealed), accessKeyContext(30, 1));
    expect(await opened).toBe('secret 30');
  });

  it('what does not open is passed by, and counted', async () => {
    const spoilt = await makeAccessKey(test, admin);
    const sound = await makeAccessKey(test, admin);
    await env.DB.prepare("update access_key_versions set sealed = unhex(hex(sealed) || '00') where guid = ?")
      .bind(spoilt.guid)
      .run();
    const rotated = rotate();
    expect(await runCron(rotated, SWEEP)).toMatchObject({ keyVersionsResealed: 1, keyVersionsUnopened: 1 });
    expect(await sealedUnder(sound.uid)).toEqual([rotated.services.keyring.current.id]);
    expect(await sealedUnder(spoilt.uid)).toEqual([test.services.keyring.current.id]);
  });

  it('a key that is made meanwhile is sealed under the new one at once', async () => {
    const rotated = rotate();
    const { uid } = await makeAccessKey(rotated, admin);
    expect(await sealedUnder(uid)).toEqual([rotated.services.keyring.current.id]);
  });

  it('two runs at once seal each version once', async () => {
    const { uid } = await makeAccessKey(test, admin);
    await addKeyVersion(test, admin, uid);
    const runs = await Promise.all([runCron(rotate(), SWEEP), runCron(rotate(), SWEEP)]);
    expect(runs.reduce((sum, { keyVersionsResealed = 0 }) => sum + keyVersionsResealed, 0)).toBe(2);
    expect((await actionsOn(uid)).filter((action) => action === 'access_key.resealed')).toHaveLength(2);
  });
});

/** One query finds what there is to do, and each version is a batch of its own. */
const CALLS = 3;
const FAULTS = [false, true].flatMap((late) => Array.from({ length: CALLS }, (_, n) => ({ n: n + 1, late })));

describe('a run that is interrupted', () => {
  it.each(FAULTS)(
    'at call $n (after it took effect: $late) leaves each version under one key or the other, audited and told; the next goes on',
    async ({ n, late }) => {
      const { uid, guid } = await makeAccessKey(test, admin);
      await addKeyVersion(test, admin, uid);
      const using = await addUsingProperty(guid, { name: property() });
      const { bindings, state } = failingStorage(n, { late, forEver: true });
      const failing = rotate(bindings);
      const { services, nowMs } = failing;
      await expect(resealVersions({ ...services, nowMs })).rejects.toThrow('access keys');
      expect(state.calls).toBe(n);
      const { id } = services.keyring.current;
      const moved = (await sealedUnder(uid)).filter((each) => each === id).length;
      expect(moved).toBe(Math.max(0, late ? n - 1 : n - 2));
      expect((await actionsOn(uid)).filter((action) => action === 'access_key.resealed')).toHaveLength(moved);
      expect(await changeOf(using)).toBe(1 + Math.min(moved, 1));
      for (const version of [1, 2]) expect(await openedBy(failing, uid, version)).not.toBeNull();
      state.armed = false;
      await runCron(failing, SWEEP);
      expect(await sealedUnder(uid)).toEqual([id, id]);
      expect(await changeOf(using)).toBe(2);
    },
  );
});
