import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { makeWebhookSecret, signWebhook } from '../../src/crypto/webhook-signature.ts';

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

describe('a webhook secret', () => {
  it('is 32 random bytes, never twice the same', () => {
    const secrets = Array.from({ length: 500 }, () => makeWebhookSecret());
    expect(new Set(secrets).size).toBe(500);
    for (const secret of secrets) expect(Buffer.from(secret.slice('whsec_'.length), 'base64').byteLength).toBe(32);
  });

  it.each([
    ['without its prefix', secretOf(32).slice(6)],
    ['of 23 bytes', secretOf(23)],
    ['of 65 bytes', secretOf(65)],
    ['that is not base64', `whsec_${'!'.repeat(44)}`],
    ['with a character too many', `${secretOf(32)}A`],
    ['that is empty', ''],
  ])('%s signs nothing, and is not told', (_case, secret) => {
    expect(() => signWebhook(secret, 'ntf_1', 1, '{}')).toThrow(/^not a webhook secret$/);
  });
});

describe('a webhook signature', () => {
  it('is the one of the specification’s example', () => {
    const signature = signWebhook(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330,
      '{"test": 2432232314}',
    );
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is what the library of Standard Webhooks makes, whatever the body', () => {
    const body = fc.string({ unit: 'binary', maxLength: 200 });
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(fc.uuid(), seconds, body, (id, timestampSeconds, text) => {
        const secret = makeWebhookSecret();
        const theirs = new Webhook(secret).sign(id, new Date(timestampSeconds * 1000), text);
        expect(signWebhook(secret, id, timestampSeconds, text)).toBe(theirs);
      }),
      { numRuns: 40 },
    );
  });
});
