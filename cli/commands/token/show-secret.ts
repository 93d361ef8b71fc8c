import type { S3KeyPair, Token, Told } from '../../../src/contract/tokens.ts';
import type { Answer } from '../../http/send.ts';
import { print, say } from '../../output/show.ts';
import { type Column, renderCard } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { TOKEN_VIEW } from './view.ts';

/** Shows a token and its new secret; with `--quiet` the secret alone, of a key pair the secret access key. */
export function showSecret(session: Session, answer: Answer<Told & { token: Token }>): void {
  const { token, secret } = answer.value;
  if (session.json) print(session, answer.raw);
  else if (session.quiet) print(session, secret);
  else print(session, `${renderCard(TOKEN_VIEW.card, token)}\n\n${renderSecret(answer.value)}`);
  say(
    session,
    token.retrievable
      ? `This secret can be seen again: jeton token secret ${token.id}`
      : 'This secret is shown once: keep it in a safe place now.',
  );
}

/** A secret as people copy it: itself alone, or both halves of a key pair. */
export function renderSecret({ secret, s3 }: Told): string {
  if (s3 === undefined) return secret;
  const columns: readonly Column<S3KeyPair>[] = [
    { title: 'accessKeyId', of: (pair) => pair.accessKeyId },
    { title: 'secretAccessKey', of: (pair) => pair.secretAccessKey },
  ];
  return renderCard(columns, s3);
}
