import { describe, expect, inject, it } from 'vitest';
import { createOriginSender } from '../../src/outbound/origin.ts';

const origin = inject('origin');
const sent: string[] = [];
/** With a DNS of its own, and nothing behind it. */
const senderTo = (addresses: Record<string, string[]>) =>
  createOriginSender({
    loopbackAllowed: false,
    resolve: async (name) => addresses[name] ?? Promise.reject(new Error('no DNS')),
    fetch: async (url) => {
      sent.push(url);
      return new Response('answered');
    },
  });
const requestTo = (url: string) => ({
  url,
  origin: new URL(url).origin,
  method: 'GET',
  headers: {},
  body: null,
  timeoutMs: 1_000,
  sent: null,
});

describe('an origin', () => {
  it('that is public is asked', async () => {
    const sender = senderTo({ 'public.example.com': ['93.184.215.14', '2606:2800::1'] });
    const answer = await sender.send(requestTo('https://public.example.com/a?b'), 0);
    expect(answer.kind).toBe('answered');
    expect(sent.splice(0)).toEqual(['https://public.example.com/a?b']);
  });

  it.each([
    'http://public.example.com/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433/',
    'https://metadata.internal/',
    'ftp://public.example.com/',
  ])('%s is never asked', async (url) => {
    const answer = await senderTo({ 'public.example.com': ['93.184.215.14'] }).send(requestTo(url), 0);
    expect(answer).toMatchObject({ kind: 'failed', why: expect.stringContaining('its URL must') });
    expect(sent).toEqual([]);
  });

  it.each([['10.0.0.7'], ['93.184.215.14', '127.0.0.1'], ['fd00::1'], ['100.64.0.1'], ['::ffff:192.168.0.1']])(
    'whose name leads to %s is never asked',
    async (...addresses) => {
      const answer = await senderTo({ 'inside.example.com': addresses }).send(
        requestTo('https://inside.example.com/'),
        0,
      );
      expect(answer).toMatchObject({ kind: 'failed', why: expect.stringContaining('not a public address') });
      expect(sent).toEqual([]);
    },
  );

  it('whose name comes to lead to a private address is asked no more, within a minute', async () => {
    const addresses = { 'moves.example.com': ['93.184.215.14'] };
    const sender = senderTo(addresses);
    const at = async (nowMs: number) => (await sender.send(requestTo('https://moves.example.com/'), nowMs)).kind;
    expect(await at(0)).toBe('answered');
    addresses['moves.example.com'] = ['10.0.0.1'];
    expect(await at(60_000)).toBe('failed');
    sent.splice(0);
  });

  it('stays what it was while DNS does not answer, and is not asked where it never did', async () => {
    const addresses: Record<string, string[]> = { 'kept.example.com': ['93.184.215.14'] };
    const sender = senderTo(addresses);
    expect((await sender.send(requestTo('https://kept.example.com/'), 0)).kind).toBe('answered');
    delete addresses['kept.example.com'];
    expect((await sender.send(requestTo('https://kept.example.com/'), 120_000)).kind).toBe('answered');
    expect(await sender.send(requestTo('https://never.example.com/'), 0)).toMatchObject({
      kind: 'failed',
      why: 'DNS gave no answer for never.example.com',
    });
    sent.splice(0);
  });

  it('is asked for paths as long as S3 has them', async () => {
    const sender = senderTo({ 'public.example.com': ['93.184.215.14'] });
    const answer = await sender.send(requestTo(`https://public.example.com/${'%C3%A4'.repeat(1_024)}`), 0);
    expect(answer.kind).toBe('answered');
    sent.splice(0);
  });

  it('is not followed to where it redirects', async () => {
    const sender = createOriginSender({ loopbackAllowed: true });
    const answer = await sender.send(requestTo(`${origin}/do/redirect?to=/private`), 0);
    expect(answer.kind === 'answered' && answer.response.status).toBe(302);
  });

  it('that does not begin to answer in time is late', async () => {
    const sender = createOriginSender({ loopbackAllowed: true });
    expect(await sender.send({ ...requestTo(`${origin}/do/hang`), timeoutMs: 50 }, 0)).toEqual({ kind: 'timeout' });
  });

  it('on this machine is asked in development only', async () => {
    expect(createOriginSender({ loopbackAllowed: false }).refuses(origin)).not.toBeNull();
    expect(createOriginSender({ loopbackAllowed: true }).refuses(origin)).toBeNull();
  });
});
