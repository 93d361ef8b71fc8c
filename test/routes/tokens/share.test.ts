import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Share } from '../../../src/contract/shares.ts';
import { createMailer } from '../../../src/outbound/mail.ts';
import { ORIGIN, outcome } from '../../support/app.ts';
import type { recordMail } from '../../support/mail.ts';
import { addRole, guard, person } from '../../support/people.ts';
import {
  addProject,
  addUser,
  createWorld,
  dumpTables,
  issue,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';
import { codeIn, makeShare, recordMailOf, redeem, share } from '../../support/shares.ts';

let world: World;
let mail: ReturnType<typeof recordMail>;
const target = { id: '', share: '' };

const ADMIN: TokenBody = { type: 'admin' };
const CLIENT: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const NOBODY: TokenBody = { type: 'personal', owner: 'nobody' };
/** Of a person who sees every token and may do nothing with them. */
const READER: TokenBody = { type: 'personal' };
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  world = await createWorld();
  mail = recordMailOf(world);
  await addProject('web', ['marketing', 'guarded']);
  await addRole('reader', ['token:read']);
  READER.owner = await addUser('reader');
  target.id = (await issue(world, CLIENT)).id;
  target.share = (await makeShare(world, mail, target.id)).id;
});

const at = (id: string, verb = '') => `/v1/tokens/${id}/shares${verb}`;
const managed = { admits: ADMIN, lacks: READER, wrongType: CLIENT };
const contracts: RouteContract[] = [
  {
    name: 'POST /v1/tokens/{id}/share',
    method: 'POST',
    path: () => `/v1/tokens/${target.id}/share`,
    json: { email: 'grace@example.com' },
    ...managed,
    conceals: { from: [NOBODY, CLIENT], missing: '/v1/tokens/tok_00000000001/share' },
    boundedBody: true,
  },
  {
    name: 'GET /v1/tokens/{id}/shares',
    method: 'GET',
    path: () => at(target.id),
    ...managed,
    conceals: { from: [NOBODY, CLIENT], missing: at('tok_00000000001') },
  },
  {
    name: 'DELETE /v1/tokens/{id}/shares/{share}',
    method: 'DELETE',
    path: () => at(target.id, `/${target.share}`),
    ...managed,
    conceals: { from: [NOBODY, CLIENT], missing: () => at('tok_00000000001', `/${target.share}`) },
  },
];
for (const route of contracts) runRouteContract(() => world, route);

async function sharesOf(id: string, token = world.admin): Promise<Share[]> {
  const response = await world.test.call('GET', at(id), { token });
  expect(response.status).toBe(200);
  return (await response.json<{ items: Share[] }>()).items;
}

async function eventsOf(id: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = JSON.parse((await dumpTables()).events ?? '[]');
  return rows.filter((row) => row.target === id && String(row.action).startsWith('token.share'));
}

const in2h = () => new Date(world.test.nowMs + 2 * HOUR_MS).toISOString().replace('.000', '');

describe('sharing a token', () => {
  it('seed-systems 4.10: any address and a message give a link; the mail names the token and holds no secret', async () => {
    const { id, secret } = await issue(world, { ...CLIENT, name: 'nightly' });
    const message = 'For the nightly job: https://example.com/runbook <b>now</b>';
    const response = await share(world.test, world.admin, id, { email: 'eve@elsewhere.example', message });
    expect(response.status).toBe(201);
    const made = await response.json<Share>();
    expect(made).toMatchObject({
      email: 'eve@elsewhere.example',
      status: 'open',
      expiresAt: in2h(),
      replacesSecret: true,
    });
    const [letter] = mail.sent.slice(-1);
    expect(letter).toMatchObject({
      to: 'eve@elsewhere.example',
      subject: 'Admin hands you the token nightly',
    });
    const { text = '', html = '' } = letter ?? {};
    expect(text).toContain('Admin <admin@example.com>');
    for (const body of [text, html]) {
      expect(body).toContain(`${ORIGIN}/console/welcome#${codeIn(mail)}`);
      expect(body).not.toContain('jtn_');
      expect(body).not.toContain(secret.slice(-64));
    }
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`Message “${message}”`);
    // Of what the sender wrote nothing is markup, and nothing is a link.
    expect(html).toContain('&lt;b&gt;now&lt;/b&gt;');
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual([
      `${ORIGIN}/console/welcome#${codeIn(mail)}`,
    ]);
  });

  it('is logged with recipient and sender, and neither the code nor the message is kept anywhere', async () => {
    const { id } = await issue(world, CLIENT);
    const { code, id: shareId } = await makeShare(world, mail, id);
    await share(world.test, world.admin, id, { message: 'a word in confidence' });
    const [event] = await eventsOf(id);
    expect(event).toMatchObject({ action: 'token.shared', actor: expect.stringMatching(/^tok_/), project: 'web' });
    expect(JSON.parse(String(event?.after))).toMatchObject({ id, share: { id: shareId, email: 'grace@example.com' } });
    const everything = Object.values(await dumpTables()).join('\n');
    expect(everything).not.toContain(code);
    expect(everything).not.toContain('in confidence');
  });

  it('a link lives no longer than its token', async () => {
    const { id } = await issue(world, { ...CLIENT, expires: '1h' });
    const { expiresAt } = await makeShare(world, mail, id);
    expect(expiresAt).toBe(new Date(world.test.nowMs + HOUR_MS).toISOString().replace('.000', ''));
  });

  it('five links to a token may be open, also when they are asked for at once; a sixth waits for one to end', async () => {
    const { id } = await issue(world, CLIENT);
    const sent = mail.sent.length;
    const answers = await Promise.all(Array.from({ length: 8 }, () => share(world.test, world.admin, id)));
    const outcomes = await Promise.all(answers.map((each) => outcome(each)));
    expect(outcomes.toSorted()).toEqual([...Array(5).fill('201'), ...Array(3).fill('409 limit_reached')]);
    expect(mail.sent.length - sent).toBe(5);
    const [first] = await sharesOf(id);
    await world.test.call('DELETE', at(id, `/${first?.id}`), { token: world.admin });
    expect(await outcome(await share(world.test, world.admin, id))).toBe('201');
    expect(await outcome(await share(world.test, world.admin, id))).toBe('409 limit_reached');
    world.test.nowMs += 2 * HOUR_MS;
    expect(await outcome(await share(world.test, world.admin, id))).toBe('201');
  });

  it('a master token cannot be shared: 409, and no mail', async () => {
    const owner = await person(world, { members: { web: 'member' } });
    const { id } = await issue(world, { ...CLIENT, name: 'to be a master token' });
    await env.DB.prepare("update tokens set type = 'master', owner_id = ? where id = ?")
      .bind(parseId('usr', owner.id), parseId('tok', id))
      .run();
    const sent = mail.sent.length;
    for (const token of [world.admin, owner.token]) {
      expect(await outcome(await share(world.test, token, id))).toBe('409 conflict');
    }
    expect(mail.sent).toHaveLength(sent);
  });

  it('a token that has ended or is disabled, or whose owner is, cannot be shared: 409', async () => {
    const made = await issue(world, { ...CLIENT, expires: '1s' });
    world.test.nowMs += 1_000;
    expect(await outcome(await share(world.test, world.admin, made.id))).toBe('409 conflict');
    const { id } = await issue(world, CLIENT);
    await world.test.call('POST', `/v1/tokens/${id}/disable`, { token: world.admin });
    expect(await outcome(await share(world.test, world.admin, id))).toBe('409 conflict');
    await world.test.call('DELETE', `/v1/tokens/${id}`, { token: world.admin });
    expect(await outcome(await share(world.test, world.admin, id))).toBe('409 conflict');
    const owner = await person(world);
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(parseId('usr', owner.id)).run();
    expect(await outcome(await share(world.test, world.admin, owner.tokenId))).toBe('409 conflict');
  });

  it('where the deployment sends no mail: 409, in plain words, and no link', async () => {
    const { id } = await issue(world, CLIENT);
    const { services } = world.test;
    world.test.services = { ...services, mailer: createMailer(env.MAIL, null) };
    const response = await share(world.test, world.admin, id);
    world.test.services = services;
    expect(await response.clone().json()).toMatchObject({ detail: expect.stringContaining('sends no mail') });
    expect(await outcome(response)).toBe('409 conflict');
    expect(await sharesOf(id)).toEqual([]);
  });

  it('a mail that cannot be sent: 503 that says so, and the link is revoked', async () => {
    const { id } = await issue(world, CLIENT);
    mail.state.fails = true;
    const response = await share(world.test, world.admin, id);
    mail.state.fails = false;
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await response.clone().json()).toMatchObject({ detail: expect.stringContaining('E_SENDER_NOT_VERIFIED') });
    expect(await outcome(response)).toBe('503 unavailable');
    expect(await sharesOf(id)).toMatchObject([{ status: 'revoked' }]);
    expect(await eventsOf(id)).toMatchObject([{ action: 'token.shared' }, { action: 'token.share_revoked' }]);
  });

  it.each([
    ['no address', {}],
    ['two addresses', { email: 'a@example.com, b@example.com' }],
    ['an address with a line end', { email: 'a@example.com\r\nBcc: b@example.com' }],
    ['a message of 1,001 characters', { email: 'a@example.com', message: 'x'.repeat(1_001) }],
    ['a code of the sender’s choice', { email: 'a@example.com', code: 'x'.repeat(43) }],
  ])('with %s: 400, and no mail', async (_what, json) => {
    const sent = mail.sent.length;
    const path = `/v1/tokens/${target.id}/share`;
    expect(await outcome(await world.test.call('POST', path, { token: world.admin, json }))).toBe(
      '400 invalid_request',
    );
    expect(mail.sent).toHaveLength(sent);
  });
});

describe('who may share', () => {
  const shares = async (token: string, id: string) => outcome(await share(world.test, token, id));

  it('an owner their own personal token; another person learns nothing of it', async () => {
    const [ada, bob] = [await person(world), await person(world, { members: { web: 'member' } })];
    expect(await shares(ada.token, ada.tokenId)).toBe('201');
    expect(mail.sent.at(-1)?.subject).toMatch(/^User \d+ hands you/);
    expect(await shares(bob.token, ada.tokenId)).toBe('404 not_found');
    expect((await sharesOf(ada.tokenId, ada.token)).map(({ createdBy }) => createdBy)).toEqual([ada.id]);
  });

  it('not who may not reveal: seeing, making, changing and deleting tokens is not enough', async () => {
    await addRole('no-reveal', ['token:read', 'token:create', 'token:update', 'token:delete']);
    const maker = await person(world, { members: { web: 'no-reveal' } });
    const { id } = await issue(world, CLIENT);
    const before = await dumpTables();
    expect(await shares(maker.token, id)).toBe('403 insufficient_scope');
    expect(await dumpTables()).toEqual(before);
    await addRole('reveal', ['token:read', 'token:reveal']);
    const revealer = await person(world, { members: { web: 'reveal' } });
    expect(await shares(revealer.token, id)).toBe('201');
  });

  it('not who could not do all that the token can', async () => {
    const { id } = await issue(world, { type: 'admin', name: 'beyond' });
    const everywhere = await person(world, { role: 'token_admin' });
    expect(await shares(everywhere.token, id)).toBe('403 insufficient_scope');
    const bound = await issue(world, { type: 'admin', allowedIps: ['192.0.2.0/24'] });
    const headers = { 'CF-Connecting-IP': '192.0.2.1' };
    const json = { email: 'grace@example.com' };
    const response = await world.test.call('POST', `/v1/tokens/${id}/share`, { token: bound.secret, json, headers });
    expect(await outcome(response)).toBe('403 insufficient_scope');
  });

  it('not who is outside the group that guards what the token reaches; nor may they list or end its links', async () => {
    await guard('web', 'guarded', 'insiders');
    const grants = [{ resource: 'namespace', name: 'guarded', actions: ['read'] }];
    const { id } = await issue(world, { ...CLIENT, grants });
    const { id: shareId } = await makeShare(world, mail, id);
    const outsider = await person(world, { members: { web: 'member' } });
    const insider = await person(world, { members: { web: 'member' }, groups: ['insiders'] });
    const refused = [
      await shares(outsider.token, id),
      await outcome(await world.test.call('GET', at(id), { token: outsider.token })),
      await outcome(await world.test.call('DELETE', at(id, `/${shareId}`), { token: outsider.token })),
    ];
    expect(refused).toEqual(Array(3).fill('403 insufficient_scope'));
    expect(await shares(insider.token, id)).toBe('201');
  });
});

describe('the links to a token', () => {
  const end = (id: string, shareId: string) => world.test.call('DELETE', at(id, `/${shareId}`), { token: world.admin });

  it('are listed latest first, each with what became of it', async () => {
    const { id } = await issue(world, { ...CLIENT, expires: '30d' });
    const old = await makeShare(world, mail, id);
    world.test.nowMs += 2 * HOUR_MS;
    const used = await makeShare(world, mail, id);
    const revoked = await makeShare(world, mail, id);
    const open = await makeShare(world, mail, id);
    expect(await outcome(await end(id, revoked.id))).toBe('204');
    expect(await outcome(await redeem(world.test, used.code))).toBe('200');
    const listed = await sharesOf(id);
    expect(new Map(listed.map((each) => [each.id, each.status]))).toEqual(
      new Map([
        [open.id, 'open'],
        [revoked.id, 'revoked'],
        [used.id, 'redeemed'],
        [old.id, 'expired'],
      ]),
    );
    expect(listed.at(-1)?.id).toBe(old.id);
    expect(JSON.stringify(listed)).not.toMatch(/[\w-]{43}/);
  });

  it('a revoked one is dead; ending it again, or one that is too old, changes nothing', async () => {
    const { id } = await issue(world, CLIENT);
    const { code, id: shareId } = await makeShare(world, mail, id);
    expect(await outcome(await end(id, shareId))).toBe('204');
    expect(await outcome(await redeem(world.test, code))).toBe('404 not_found');
    const late = await makeShare(world, mail, id);
    world.test.nowMs += 2 * HOUR_MS;
    const before = await dumpTables();
    expect(await outcome(await end(id, shareId))).toBe('204');
    expect(await outcome(await end(id, late.id))).toBe('204');
    expect(await dumpTables()).toEqual(before);
  });

  it('one that was used cannot be taken back: 409, for the secret is out', async () => {
    const { id } = await issue(world, CLIENT);
    const { code, id: shareId } = await makeShare(world, mail, id);
    await redeem(world.test, code);
    expect(await outcome(await end(id, shareId))).toBe('409 conflict');
  });

  it('one of another token, or what is no id, is 404', async () => {
    const [one, other] = [await issue(world, CLIENT), await issue(world, CLIENT)];
    const { id: shareId } = await makeShare(world, mail, one.id);
    for (const each of [shareId, 'shr_00000000001', 'shr_', one.id, '%00']) {
      expect(await outcome(await end(other.id, each))).toBe('404 not_found');
    }
    expect((await sharesOf(one.id))[0]?.status).toBe('open');
  });

  it('of a revocation and a use at once, one happens', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await issue(world, CLIENT);
      const { code, id: shareId } = await makeShare(world, mail, id);
      const [ended, used] = await Promise.all([end(id, shareId), redeem(world.test, code)]);
      const both = `${await outcome(ended)}, ${await outcome(used)}`;
      expect(['204, 404 not_found', '409 conflict, 200']).toContain(both);
    }
  });
});
