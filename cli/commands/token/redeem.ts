import type { Command } from 'commander';
import { Redeemed, ShareCode } from '../../../src/contract/shares.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import type { Answer } from '../../http/send.ts';
import { type OnceOptions, sendOnce, withIdempotencyKey } from '../../http/send-once.ts';
import { readSecret } from '../../input/secret.ts';
import { print, say } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { openAnonymousSession, openSessionAt, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { renderSecret } from './show-secret.ts';
import { SELF_VIEW } from './view.ts';

const PAGE = '/console/welcome';
const EXAMPLES = `
The link says which deployment to ask; a code alone is for that of the profile or --url. No token is sent. Without an
argument the link is read from standard input, or typed unseen.

Examples:
  $ jeton token redeem 'https://tokens.example.com/console/welcome#CODE'
  $ SECRET=$(jeton token redeem --quiet < link.txt)`;

/** `jeton token redeem [LINK]`: the secret that somebody shared, once. */
export function addTokenRedeem(token: Command, world: World): void {
  const redeem = token
    .command('redeem [link]')
    .description('get the token that was shared with you by a one-time link; its secret is shown once');
  withIdempotencyKey(redeem, 'use of the link, at most ten minutes ago,')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string | undefined, options: OnceOptions, command: Command) => {
      const text = (given ?? (await readSecret(world, 'Link: '))).trim();
      const { session, code } = readLink(world, command, text);
      const request = { method: 'POST', path: path`/v1/shares/${code}/redeem` } as const;
      show(session, await sendOnce(session, request, Redeemed, options));
    });
}

/** A link leads to its own deployment. Neither link nor code is repeated in an error: they are as good as the token. */
function readLink(world: World, command: Command, text: string): { session: Session; code: string } {
  if (ShareCode.safeParse(text).success) return { session: openAnonymousSession(world, command), code: text };
  const url = URL.canParse(text) ? new URL(text) : null;
  const code = url?.hash.slice(1) ?? '';
  if (url === null || !url.pathname.endsWith(PAGE) || !ShareCode.safeParse(code).success) {
    throw usageFailure('this is neither a share link nor its code', 'copy the whole link from the mail, and quote it.');
  }
  const base = `${url.origin}${url.pathname.slice(0, -PAGE.length)}`;
  return { session: openSessionAt(world, command, base), code };
}

function show(session: Session, { raw, value }: Answer<Redeemed>): void {
  const { token, secret } = value;
  if (session.json) print(session, raw);
  else print(session, session.quiet ? secret : `${renderCard(SELF_VIEW.card, token)}\n\n${renderSecret(value)}`);
  say(session, 'The link is used up, and this secret is shown once: keep it in a safe place now.');
}
