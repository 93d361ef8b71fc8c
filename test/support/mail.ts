import { env } from 'cloudflare:workers';

/** A mail as it was handed over. */
export type SentMail = { to: string; subject: string; text: string; html: string; notification: string };

/** The real mail binding, with what went through it; `fails` makes it refuse. */
export function recordMail() {
  const sent: SentMail[] = [];
  const state = { fails: false };
  const binding = new Proxy(env.MAIL, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return async (mail: EmailMessageBuilder) => {
        if (state.fails) throw new Error('E_SENDER_NOT_VERIFIED: the domain is not verified');
        const { to, subject, text = '', html = '', headers = {} } = mail;
        const answer = await target.send(mail);
        const notification = headers['X-Jeton-Notification'] ?? '';
        sent.push({ to: String(to), subject, text, html, notification });
        return answer;
      };
    },
  });
  return { binding, sent, state };
}
