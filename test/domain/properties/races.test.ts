import { env } from 'cloudflare:workers';
import fc, { type Scheduler } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeptRoute } from '../../../src/contract/route-copy.ts';
import { publishOwed } from '../../../src/domain/edge/publish.ts';
import { routeCopyKey } from '../../../src/kv/keys.ts';
import { createTestApp, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import {
  activate,
  addKeyVersion,
  askToActivate,
  documentOf,
  type Json,
  makeProperty,
  next,
  saveNext,
} from '../../support/properties.ts';
import { addProject, dumpTables } from '../../support/route-contract.ts';
import { failingStorage, type Watcher, watchStorage } from '../../support/watched-storage.ts';

/** fast-check draws the order in which the storage calls of concurrent requests begin and end. */
const gate: { scheduler: Scheduler | null } = { scheduler: null };
const pass = async () => {
  await gate.scheduler?.schedule(Promise.resolve());
};
const watcher: Watcher = { before: pass, after: pass };

let calm: TestApp;
let admin: string;

beforeAll(async () => {
  calm = createTestApp();
  admin = await setUpAdmin(calm);
  await addProject('web');
});

async function interleave<Answer>(scheduler: Scheduler, requests: (() => Promise<Answer>)[]): Promise<Answer[]> {
  gate.scheduler = scheduler;
  try {
    return await scheduler.waitFor(Promise.all(requests.map((request) => request())));
  } finally {
    gate.scheduler = null;
  }
}

const app = () => createTestApp(watchStorage(watcher));
const hostname = () => `race-${next()}.example.com`;
const at = (name: string) => documentOf({ hostnames: { production: [name] } });
const kept = (name: string) => env.EDGE.get<KeptRoute>(routeCopyKey(name), 'json');

describe('whatever the order', () => {
  it('a hostname that two properties claim is had by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const name = hostname();
        const ids = [await makeProperty(calm, admin, at(name)), await makeProperty(calm, admin, at(name))].map(
          ({ id }) => id,
        );
        const answers = await interleave(
          scheduler,
          ids.map((id) => async () => outcome(await askToActivate(app(), admin, id))),
        );
        expect(answers.toSorted()).toEqual(['201', '409 conflict']);
        const active = await env.DB.prepare('select count(*) as n from property_hostnames where hostname = ?')
          .bind(name)
          .first('n');
        expect(active).toBe(1);
      }),
      { numRuns: 10 },
    );
  });

  it('a key version is not deleted while a property that signs with it becomes active: never both', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const guid = await addKeyVersion();
        const { id } = await makeProperty(calm, admin, { ...at(hostname()), signing: { accessKeyVersionGuid: guid } });
        const remove = async () => {
          await pass();
          const { meta } = await env.DB.prepare(
            `update access_key_versions set status = 'PENDING_DELETION'
             where guid = ?1 and not exists (select 1 from active_properties where access_key_version_guid = ?1)`,
          )
            .bind(guid)
            .run();
          return meta.changes > 0 ? 'deleted' : 'in use';
        };
        const answers = await interleave(scheduler, [
          async () => outcome(await askToActivate(app(), admin, id)),
          remove,
        ]);
        expect([
          ['201', 'in use'],
          ['409 conflict', 'deleted'],
        ]).toContainEqual(answers);
      }),
      { numRuns: 15 },
    );
  });

  it('what is saved and activated at once is either active as it was, or as it is; and never changes afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const [before, after] = [hostname(), hostname()];
        const { id } = await makeProperty(calm, admin, at(before));
        const save = () =>
          app().call('PUT', `/v1/properties/${id}/versions/1`, { token: admin, json: { document: at(after) } });
        const [saved, activated] = await interleave(scheduler, [
          async () => outcome(await save()),
          async () => outcome(await askToActivate(app(), admin, id)),
        ]);
        expect(activated).toBe('201');
        const { findRoute } = calm.services.properties;
        const leads = [await findRoute(before), await findRoute(after)].map((route) => route !== null);
        expect([saved, ...leads]).toEqual(saved === '200' ? ['200', false, true] : ['409 conflict', true, false]);
      }),
      { numRuns: 10 },
    );
  });

  it('two versions that are saved at once are two versions', async () => {
    const { id } = await makeProperty(calm, admin, at(hostname()));
    const versions = await Promise.all([1, 2, 3].map(() => saveNext(app(), admin, id, at(hostname()))));
    expect(versions.map(({ version }) => version).toSorted()).toEqual([2, 3, 4]);
  });

  it('KV ends with what is true, and never with an older copy', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(1, 2, null), { minLength: 1, maxLength: 3 }),
        async (scheduler, moves) => {
          const [first, second] = [hostname(), hostname()];
          const { id } = await makeProperty(calm, admin, at(first));
          await saveNext(calm, admin, id, at(second));
          await activate(calm, admin, id, { version: 1 });
          const publish = async () => {
            const { services, nowMs } = app();
            await publishOwed({ ...services, nowMs });
          };
          const move = async (version: number | null) => {
            await askToActivate(app(), admin, id, version === null ? { type: 'DEACTIVATE' } : { version });
            await publish();
          };
          await interleave(scheduler, [publish, ...moves.map((version) => () => move(version))]);
          await nextMinuteCron(calm);
          for (const name of [first, second]) await expectKvTrue(name);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});

async function expectKvTrue(name: string): Promise<void> {
  const [copy, truth] = [await kept(name), await calm.services.properties.findRoute(name)];
  if (truth === null) expect(copy?.document ?? null).toBeNull();
  else expect(copy).toEqual(truth);
}

describe('storage that fails at the n-th call', () => {
  const CHANGES: Record<string, Json> = {
    'a first activation': { version: 1, environment: 'staging' },
    'another version': { version: 2 },
    'a deactivation': { type: 'DEACTIVATE' },
  };

  it.each(Object.entries(CHANGES).flatMap(([what, body]) => [false, true].map((late) => ({ what, body, late }))))(
    'of $what leaves all of it or nothing (late: $late), and KV is told in the end',
    async ({ body, late }) => {
      for (let n = 1; ; n += 1) {
        const names = [hostname(), hostname(), hostname()] as const;
        const { id } = await makeProperty(
          calm,
          admin,
          documentOf({ hostnames: { production: [names[0]], staging: [names[1]] } }),
        );
        await saveNext(calm, admin, id, at(names[2]));
        await activate(calm, admin, id, { version: 1 });
        const before = await dumpTables();
        const { bindings, state } = failingStorage(n, { late });
        const failing = createTestApp(bindings);
        failing.nowMs = calm.nowMs;
        const answer = await outcome(await askToActivate(failing, admin, id, body));
        expect(answer).toMatch(/^(201|503 unavailable)$/);
        await expectWhole(before);
        await nextMinuteCron(calm);
        await nextMinuteCron(calm);
        for (const name of names) await expectKvTrue(name);
        if (state.calls < n) break;
      }
    },
    60_000,
  );
});

/** Either nothing has changed, or everything that an activation changes. */
async function expectWhole(before: Record<string, string>): Promise<void> {
  const now = await dumpTables();
  const tables = ['active_properties', 'property_hostnames', 'property_activations', 'properties', 'changes', 'events'];
  const changed = tables.filter((table) => now[table] !== before[table]);
  expect(changed.length === 0 || changed.length === tables.length, changed.join()).toBe(true);
  if (changed.length > 0) expect(now.outbox).not.toBe('[]');
}
