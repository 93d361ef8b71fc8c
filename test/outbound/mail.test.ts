import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createMailer, type Mail } from '../../src/outbound/mail.ts';

const FROM = 'jeton@example.com';
const mail: Mail = {
  to: 'ann@example.com',
  subject: 'Two tokens expire soon',
  text: 'Hello',
  html: '<p>Hello</p>',
  headers: { 'X-Jeton-Notification': 'ntf_1', 'Auto-Submitted': 'auto-generated' },
};

/** A binding that notes what it is given and then does as told. */
function binding(act: () => Promise<EmailSendResult>) {
  const sent: unknown[] = [];
  const send = (message: unknown) => {
    sent.push(message);
    return act();
  };
  return { sent, send };
}
const taken = async () => ({ messageId: '<1@example.com>' });

describe('a mail', () => {
  it('is taken by the platform’s binding', async () => {
    const mailer = createMailer(env.MAIL, FROM);
    expect(mailer.enabled).toBe(true);
    expect(await mailer.send(mail)).toEqual({ kind: 'sent', messageId: expect.stringContaining('@example.com') });
  });

  it('goes out with sender, both texts and headers', async () => {
    const { sent, send } = binding(taken);
    expect(await createMailer({ send }, FROM).send(mail)).toEqual({ kind: 'sent', messageId: '<1@example.com>' });
    expect(sent).toEqual([{ ...mail, from: { email: FROM, name: 'Jeton' } }]);
  });

  it('keeps line ends and what turns text around out of subject and headers', async () => {
    const { sent, send } = binding(taken);
    const subject = 'Token\r\nBcc:\u202e eve@example.com\u0000';
    await createMailer({ send }, FROM).send({ ...mail, subject, headers: { 'X-A': 'b\r\nBcc: c' } });
    expect(sent).toMatchObject([{ subject: 'Token Bcc:  eve@example.com', headers: { 'X-A': 'b Bcc: c' } }]);
  });

  it.each(['', 'ann', 'ann@example.com, eve@example.com', 'ann@example.com\r\nBcc: eve@example.com', '<a@b.example>'])(
    'to %j is not sent: that is not one address',
    async (to) => {
      const { sent, send } = binding(taken);
      const attempt = await createMailer({ send }, FROM).send({ ...mail, to });
      expect(attempt).toEqual({ kind: 'failed', reason: 'the recipient is not one mail address' });
      expect(sent).toEqual([]);
    },
  );
});

describe('a mail that is not taken', () => {
  it('tells why, with the platform’s code', async () => {
    const { send } = binding(() => Promise.reject(Object.assign(new Error('quota\nused up'), { code: 'E_LIMIT' })));
    expect(await createMailer({ send }, FROM).send(mail)).toEqual({ kind: 'failed', reason: 'E_LIMIT: quota used up' });
  });

  it('tells no more than 300 characters', async () => {
    const { send } = binding(() => Promise.reject(new Error('x'.repeat(5_000))));
    expect(await createMailer({ send }, FROM).send(mail)).toEqual({ kind: 'failed', reason: 'x'.repeat(300) });
  });

  it('is given up when the platform is silent', async () => {
    const { send } = binding(() => new Promise(() => {}));
    const attempt = await createMailer({ send }, FROM, { timeoutMs: 20 }).send(mail);
    expect(attempt).toEqual({ kind: 'failed', reason: 'no answer within 0.02 s' });
  });

  it('is not even tried where the deployment has no sender', async () => {
    const { sent, send } = binding(taken);
    const mailer = createMailer({ send }, null);
    expect(mailer.enabled).toBe(false);
    expect(await mailer.send(mail)).toMatchObject({ kind: 'failed' });
    expect(sent).toEqual([]);
  });
});
