import type { Command } from 'commander';
import { UserDetails } from '../../../src/contract/people.ts';
import { SelfToken } from '../../../src/contract/tokens.ts';
import { type Answer, send } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { SELF_VIEW } from '../token/view.ts';
import { BELONGING } from '../user/view.ts';

type User = Answer<UserDetails> | null;

const EXAMPLES = `
With --json the answers of GET /v1/tokens/self and GET /v1/users/self, which is null where no person is behind the token.
With --quiet the mail address, or where there is none the id of the token.

Example:
  $ jeton whoami --profile production`;

/** `jeton whoami`: who the token in use stands for, what they may do, until when and where. */
export function addWhoami(program: Command, world: World): void {
  program
    .command('whoami')
    .description('who you are to the deployment, what you may do, and until when')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      const token = await send(session, { method: 'GET', path: '/v1/tokens/self' }, SelfToken);
      const user = await readUser(session, token.value);
      if (session.json) print(session, jsonOf(session, token, user));
      else if (session.quiet) print(session, user?.value.email ?? token.value.id);
      else print(session, render(session, token.value, user));
    });
}

/** The person behind a token; only these two types follow a person's rights. */
async function readUser(session: Session, { type }: SelfToken): Promise<User> {
  if (type !== 'personal' && type !== 'master') return null;
  return send(session, { method: 'GET', path: '/v1/users/self' }, UserDetails);
}

function render(session: Session, token: SelfToken, user: User): string {
  const place = whereFrom(session);
  if (user === null) return renderCard([...place, ...SELF_VIEW.card], token);
  const { name, email, id, role } = user.value;
  const card = [
    ...place,
    { title: 'who', of: () => `${name} <${email}>` },
    { title: 'user', of: () => id },
    { title: 'role', of: () => role },
    ...BELONGING.map(({ title, of }) => ({ title, of: () => of(user.value) })),
    { title: 'token', of: () => `${token.id}, ${token.type}, "${token.name}"` },
    { title: 'until', of: () => untilWhen(token) },
  ];
  return renderCard(card, token);
}

function whereFrom({ url, tokenHome }: Session) {
  return [
    { title: 'deployment', of: () => url },
    { title: 'profile', of: () => (tokenHome === null ? '' : `${tokenHome.name} in ${tokenHome.file}`) },
  ];
}

function untilWhen({ expires, daysLeft }: SelfToken): string {
  if (expires === null) return 'never ends';
  return daysLeft === null ? expires : `${expires}, ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
}

function jsonOf({ url, tokenHome }: Session, token: Answer<SelfToken>, user: User): string {
  const profile = JSON.stringify(tokenHome?.name ?? null);
  return `{"url":${JSON.stringify(url)},"profile":${profile},"token":${token.raw},"user":${user?.raw ?? 'null'}}`;
}
