import { UserList } from '../../../src/contract/people.ts';
import { Failure, usageFailure } from '../../failure.ts';
import { readPages } from '../../http/pages.ts';
import type { Session } from '../../session.ts';

/** The most of a mail address that a search takes. */
const LONGEST_SEARCH = 100;

/** The id of a person who is named by id or by mail address. Looking an address up needs `user:read`. */
export async function findUser(session: Session, user: string): Promise<string> {
  if (user.startsWith('usr_')) return user;
  if (!user.includes('@')) throw usageFailure(`"${user}" is no person`, 'give an id, usr_…, or a mail address.');
  const request = { path: '/v1/users', query: { q: user.slice(0, LONGEST_SEARCH) }, largestLimit: 200 };
  const { items } = (await readPages(session, request, { all: true }, UserList)).value;
  const found = items.find(({ email }) => email.toLowerCase() === user.toLowerCase());
  if (found === undefined) {
    throw new Failure([`nobody has the mail address ${user}`, 'fix: look at jeton user list, or give the id.']);
  }
  return found.id;
}

/** The same where nobody need be named. */
export async function findUserIfGiven(session: Session, user: string | undefined): Promise<string | undefined> {
  return user === undefined ? undefined : findUser(session, user);
}
