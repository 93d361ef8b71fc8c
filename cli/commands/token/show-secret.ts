import type { Token } from '../../../src/contract/tokens.ts';
import type { Answer } from '../../http/send.ts';
import { print, say } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { TOKEN_VIEW } from './view.ts';

/** Shows a token and its new secret; with `--quiet` the secret alone. */
export function showSecret(session: Session, answer: Answer<{ token: Token; secret: string }>): void {
  const { token, secret } = answer.value;
  if (session.json) print(session, answer.raw);
  else if (session.quiet) print(session, secret);
  else print(session, `${renderCard(TOKEN_VIEW.card, token)}\n\n${secret}`);
  say(
    session,
    token.retrievable
      ? `This secret can be seen again: jeton token secret ${token.id}`
      : 'This secret is shown once: keep it in a safe place now.',
  );
}
