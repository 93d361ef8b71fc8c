import { formatId } from '../../contract/ids.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import { inWords } from '../notices/in-words.ts';
import type { Letter } from '../notices/letter.ts';

/** A person, or a token without one. */
export type Sender = { name: string; email: string | null };

/** What a link leads to, who sends it, and what they add to it. */
export type Handover = {
  record: TokenRecord;
  sender: Sender;
  message: string | undefined;
  url: string;
  /** Until when the link works. */
  until: number;
};

/** The mail that carries a link: it names the token and holds no secret of it. */
export function shareLetter({ record, sender, message, url, until }: Handover): Letter {
  const { name, email } = sender;
  return {
    subject: `${name} hands you the token ${record.name}`,
    opening: `${name} hands you an access token. The link shows its secret, once. It works until ${inWords(until)}.`,
    sections: [
      {
        title: '',
        entries: [
          {
            title: record.name,
            facts: [
              ['From', email === null ? name : `${name} <${email}>`],
              ...(message ? [['Message', `“${message}”`] as [string, string]] : []),
              ['Token', `${formatId('tok', record.id)}, ${record.type}`],
              ['Project', record.projects.map(allOr).join(', ')],
              ['Environment', record.environments.map(allOr).join(', ')],
              ['Expires', record.expiresAt === null ? 'never' : inWords(record.expiresAt)],
              ['Link until', `${inWords(until)}, or its first use`],
            ],
            command: null,
            link: { text: 'Show the token', url },
          },
        ],
      },
    ],
    closing: [
      'Whoever uses the link first gets the secret: do not pass it on. If you expected no such mail, leave the link alone.',
      `If it has been used, or is too old, ask ${name} for another.`,
    ],
  };
}

function allOr(name: string): string {
  return name === '*' ? 'all' : name;
}
