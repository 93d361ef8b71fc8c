import type { Command } from 'commander';
import { AcceptedLookup, AccessKeyLookup, type CreateLookupBody } from '../../../src/contract/access-keys.ts';
import { Failure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { poll } from '../../http/poll.ts';
import { type Answer, send } from '../../http/send.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { print, say } from '../../output/show.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { showUsing } from './show-using.ts';

const WAIT_SECONDS = 5 * 60;
const EXAMPLES = `
The same as properties, asked for now and answered later. Without --wait, --quiet prints the id of the lookup.

Examples:
  $ jeton access-key look-up key_0000000001a 1 --wait
  $ LOOKUP=$(jeton access-key look-up key_0000000001a 1 --quiet)
  $ jeton access-key looked-up $LOOKUP`;

/** `jeton access-key look-up UID VERSION`: starts the asynchronous lookup of properties. */
export function addAccessKeyLookUp(accessKey: Command, world: World): void {
  accessKey
    .command('look-up <uid>')
    .argument('<version>', 'which version', wholeNumber)
    .description('have it looked up which active properties sign with a version')
    .option('--wait', 'until the answer is there; show it')
    .addHelpText('after', EXAMPLES)
    .action(async (accessKeyUid: string, version: number, { wait }: { wait?: boolean }, command: Command) => {
      const session = openSession(world, command);
      const body: CreateLookupBody = { accessKeyUid, version };
      const accepted = await send(session, { method: 'POST', path: '/v1/access-keys/lookups', body }, AcceptedLookup);
      const { lookupId, retryAfter } = accepted.value;
      if (wait) return waitAndShow(session, lookupId, retryAfter);
      if (session.json) print(session, accepted.raw);
      else print(session, session.quiet ? lookupId : `lookup  ${lookupId}`);
      say(session, `its answer, in some ${retryAfter} s: jeton access-key looked-up ${lookupId}`);
    });
}

/** `jeton access-key looked-up ID`: what a lookup found. */
export function addAccessKeyLookedUp(accessKey: Command, world: World): void {
  accessKey
    .command('looked-up <id>')
    .description('what a lookup found')
    .addHelpText('after', '\nExample:\n  $ jeton access-key looked-up akl_0000000001c')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      show(session, await read(session, id));
    });
}

async function waitAndShow(session: Session, id: string, retryAfter: number): Promise<void> {
  const isEnded = ({ lookupStatus }: AccessKeyLookup) => lookupStatus !== 'SUBMITTED';
  const limits = { retryAfterSeconds: retryAfter, limitSeconds: WAIT_SECONDS };
  show(session, await poll(() => read(session, id), isEnded, limits));
}

function read(session: Session, id: string): Promise<Answer<AccessKeyLookup>> {
  return send(session, { method: 'GET', path: path`/v1/access-keys/lookups/${id}` }, AccessKeyLookup);
}

function show(session: Session, { raw, value }: Answer<AccessKeyLookup>): void {
  const { lookupId, lookupStatus, properties } = value;
  if (lookupStatus === 'COMPLETE') {
    showUsing(session, raw, properties ?? []);
    return;
  }
  if (session.json) print(session, raw);
  if (lookupStatus === 'ERROR') throw new Failure(['the lookup failed', 'fix: start another.']);
  throw new Failure(['the answer is not there yet', `ask again: jeton access-key looked-up ${lookupId}`]);
}
