import { beforeAll, expect, it } from 'vitest';
import { createTestApp, setUpAdmin } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import type { recordMail } from '../../support/mail.ts';
import { drainQueue } from '../../support/queue.ts';
import { addProject, issue, type World } from '../../support/route-contract.ts';
import { makeShare, recordMailOf, redeem } from '../../support/shares.ts';

let world: World;
let mail: ReturnType<typeof recordMail>;

beforeAll(async () => {
  const test = createTestApp();
  world = { test, admin: await setUpAdmin(test), kvWrites: () => 0 };
  mail = recordMailOf(world);
  await addProject('web');
});

it('who subscribed hears that a token was shared, with whom and by whom, and that its secret was replaced', async () => {
  const { test, admin } = world;
  // What happened before is not told.
  await nextMinuteCron(test);
  const json = { channel: 'mail', address: 'ops@example.com', events: ['token.shared', 'token.refreshed'] };
  expect((await test.call('POST', '/v1/subscriptions', { token: admin, json })).status).toBe(201);
  const { id } = await issue(world, { type: 'client', project: 'web', environments: ['production'], name: 'nightly' });
  const { id: shareId, code, createdBy } = await makeShare(world, mail, id);
  mail.sent.length = 0;
  await nextMinuteCron(test);
  await drainQueue(test);
  expect(mail.sent).toMatchObject([{ to: 'ops@example.com', subject: 'Token nightly was shared' }]);
  const { text = '' } = mail.sent.pop() ?? {};
  for (const told of ['Shared', id, 'grace@example.com', createdBy]) expect(text).toContain(told);
  expect(text).not.toContain(code);
  await redeem(test, code);
  await nextMinuteCron(test);
  await drainQueue(test);
  expect(mail.sent).toMatchObject([{ subject: 'Token nightly was refreshed', text: expect.stringContaining(shareId) }]);
});
