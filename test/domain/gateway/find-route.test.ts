import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeptRoute } from '../../../src/contract/route-copy.ts';
import { findRoute } from '../../../src/domain/gateway/find-route.ts';
import { routeCopyKey } from '../../../src/kv/keys.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { activate, documentOf, type Json, makeProperty, saveNext } from '../../support/properties.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject } from '../../support/route-contract.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';
import { recordStorage, type StorageCall, watchStorage } from '../../support/watched-storage.ts';

/** `near` changes properties; `far` is another location, whose KV stands still. */
let near: TestApp;
let admin: string;
const BOUND_MS = 10_000;

beforeAll(async () => {
  near = createTestApp();
  admin = await setUpAdmin(near);
  await addProject('web');
});

function location(feed: boolean) {
  const kv = createUnfaithfulKv();
  const far = createTestApp({ EDGE: kv.binding });
  far.nowMs = near.nowMs;
  if (!feed) {
    const read = async () => ({ changes: [], windowStart: 0, full: false, imports: false });
    far.services = { ...far.services, changes: { ...far.services.changes, read } };
  }
  kv.state.mode = 'frozen';
  return far;
}

/** The version that a location serves at a hostname; null: it leads nowhere. */
async function served({ services, isolate, nowMs }: TestApp, hostname: string): Promise<number | null> {
  const behind: Promise<unknown>[] = [];
  const background = (work: Promise<unknown>) => behind.push(work);
  const route = await findRoute({ ...services, ...isolate, nowMs, background }, hostname);
  await Promise.all(behind);
  return route?.copy.version ?? null;
}

let hosts = 0;
/** A property that is active at a hostname of its own, and told to KV. */
async function activeProperty(app = near) {
  hosts += 1;
  const hostname = `host-${hosts}.example.com`;
  const document = documentOf({ hostnames: { production: [hostname] } });
  const { id } = await makeProperty(app, admin, document);
  const change = async (body: Json) => {
    await activate(app, admin, id, body);
    await drainQueue(app);
  };
  await change({});
  return { id, hostname, document, change };
}

describe('a deactivated property, with KV frozen elsewhere', () => {
  it('is served nowhere after the bound, for an hour of it', async () => {
    const far = location(true);
    const { hostname, change } = await activeProperty();
    expect(await served(far, hostname)).toBe(1);
    await change({ type: 'DEACTIVATE' });
    far.nowMs += BOUND_MS + 1;
    expect(await served(far, hostname)).toBeNull();
    far.nowMs = near.nowMs + 3_600_000;
    expect(await served(far, hostname)).toBeNull();
  });

  it('is served for an hour by a location that reads no feed: the control', async () => {
    const far = location(false);
    const { hostname, change } = await activeProperty();
    expect(await served(far, hostname)).toBe(1);
    await change({ type: 'DEACTIVATE' });
    far.nowMs += 3_600_000;
    expect(await served(far, hostname)).toBe(1);
  });

  it('is not served by an isolate that comes new', async () => {
    const far = location(true);
    const { hostname, change } = await activeProperty();
    expect(await served(far, hostname)).toBe(1);
    await change({ type: 'DEACTIVATE' });
    far.isolate = createTestApp().isolate;
    expect(await served(far, hostname)).toBeNull();
  });
});

describe('another version, with KV frozen elsewhere', () => {
  it('is served everywhere after the bound, and a hostname that it lacks no more', async () => {
    const far = location(true);
    const { id, hostname, document, change } = await activeProperty();
    const other = `other-${hostname}`;
    expect([await served(far, hostname), await served(far, other)]).toEqual([1, null]);
    await saveNext(near, admin, id, { ...document, hostnames: { production: [hostname, other] } });
    await change({});
    far.nowMs += BOUND_MS + 1;
    expect([await served(far, hostname), await served(far, other)]).toEqual([2, 2]);
    await saveNext(near, admin, id, { ...document, hostnames: { production: [other] } });
    await change({});
    far.nowMs += BOUND_MS + 1;
    expect([await served(far, hostname), await served(far, other)]).toEqual([null, 3]);
  });

  it('leaves other properties as they were', async () => {
    const far = location(true);
    const [changed, other] = [await activeProperty(), await activeProperty()];
    expect([await served(far, changed.hostname), await served(far, other.hostname)]).toEqual([1, 1]);
    await changed.change({ type: 'DEACTIVATE' });
    far.nowMs += BOUND_MS + 1;
    expect([await served(far, changed.hostname), await served(far, other.hostname)]).toEqual([null, 1]);
  });
});

describe('a hostname that led nowhere', () => {
  it('is found within the bound once a property has it', async () => {
    const far = location(true);
    const hostname = 'later.example.com';
    expect(await served(far, hostname)).toBeNull();
    const { id } = await makeProperty(near, admin, documentOf({ hostnames: { production: [hostname] } }));
    await activate(near, admin, id);
    far.nowMs += BOUND_MS + 1;
    expect(await served(far, hostname)).toBe(1);
  });

  it('is found at once by the isolate that activated it', async () => {
    const app = createTestApp();
    const hostname = 'own.example.com';
    expect(await served(app, hostname)).toBeNull();
    const { id } = await makeProperty(app, admin, documentOf({ hostnames: { production: [hostname] } }));
    await activate(app, admin, id);
    expect(await served(app, hostname)).toBe(1);
  });

  it('is found even where the answer "nowhere" came after the activation', async () => {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    let held = false;
    const hostname = 'overtaken.example.com';
    const hold = async ({ sql }: StorageCall) => {
      if (held || !/from "property_hostnames" inner join/.test(sql)) return;
      held = true;
      reached.resolve();
      await released.promise;
    };
    const app = createTestApp(watchStorage({ after: hold }));
    const early = served(app, hostname);
    await reached.promise;
    const { id } = await makeProperty(app, admin, documentOf({ hostnames: { production: [hostname] } }));
    await activate(app, admin, id);
    // Reads the feed, and so knows of the activation.
    await served(app, 'elsewhere.example.com');
    released.resolve();
    expect(await early).toBeNull();
    expect(await served(app, hostname)).toBe(1);
  });

  it('is asked of D1 once in ten seconds, and not at all for ever new names', async () => {
    const { bindings, calls, reset } = recordStorage();
    const app = createTestApp(bindings);
    const asked = () => calls.filter(({ sql }) => /from "property_hostnames"/.test(sql)).length;
    await served(app, 'none.example.com');
    reset();
    await served(app, 'none.example.com');
    expect(asked()).toBe(0);
    for (let i = 0; i < 40; i += 1) await served(app, `made-up-${i}.example.com`).catch(() => null);
    expect(asked()).toBeLessThanOrEqual(30);
    const { hostname } = await activeProperty();
    app.nowMs += 60_000;
    expect(await served(app, hostname)).toBe(1);
  });
});

describe('what KV holds of a hostname', () => {
  it('is its route, and then that it leads nowhere', async () => {
    const { hostname, change } = await activeProperty();
    const kept = () => env.EDGE.get<KeptRoute>(routeCopyKey(hostname), 'json');
    expect(await kept()).toMatchObject({ hostname, version: 1, change: 2, environment: 'production', bucket: null });
    await change({ type: 'DEACTIVATE' });
    expect(await kept()).toMatchObject({ hostname, change: 3, document: null });
  });

  it('saves D1 the question', async () => {
    const { hostname } = await activeProperty();
    const { bindings, calls } = recordStorage();
    const app = createTestApp(bindings);
    expect(await served(app, hostname)).toBe(1);
    expect(calls.filter(({ sql }) => /property_hostnames/.test(sql))).toEqual([]);
  });

  it('is not believed where the feed knows of a newer change, however it came there', async () => {
    const { hostname, change } = await activeProperty();
    const old = await env.EDGE.get(routeCopyKey(hostname));
    await change({ type: 'DEACTIVATE' });
    await env.EDGE.put(routeCopyKey(hostname), old ?? '');
    const app = createTestApp();
    expect(await served(app, hostname)).toBeNull();
  });
});
