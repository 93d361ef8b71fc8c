import { type Command, InvalidArgumentError } from 'commander';
import { Event, EventsVerification } from '../../../src/contract/events.ts';
import { formatId, parseId } from '../../../src/contract/ids.ts';
import { Failure } from '../../failure.ts';
import { parseJson } from '../../http/refusal.ts';
import { repeat } from '../../http/repeat.ts';
import { send, sendForText } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';

/** A head of the chain, as `--quiet` printed it earlier. */
type Noted = { id: string; key: number; hash: string };

const EXAMPLES = `
The exit code is 0 when every row is as it was written and none is missing, and 1 when not: the first one is named.
Whoever holds ROOT_KEY could write the whole trail anew. A head noted elsewhere, and expected later, shows that too.

Examples:
  $ jeton event verify
  $ jeton event verify --quiet >> heads.txt
  $ jeton event verify --expect "$(head -n 1 heads.txt)"`;

/** `jeton event verify`: whether the audit trail is as it was written. */
export function addEventVerify(event: Command, world: World): void {
  event
    .command('verify')
    .description('whether the audit trail is as it was written')
    .option('--expect <evt_id:hash>', 'a head noted earlier, which must still be in the chain', noted)
    .addHelpText('after', EXAMPLES)
    .action(async (options: { expect?: Noted }, command: Command) => {
      const session = openSession(world, command);
      const verification = await verifyAll(session);
      const missing = options.expect && !verification.fault ? await missingHead(session, options.expect) : null;
      show(session, verification);
      if (missing !== null) throw new Failure([missing]);
      if (verification.fault) throw new Failure([]);
    });
}

function noted(value: string): Noted {
  const [, id = '', hash = ''] = /^(evt_[^:]+):([0-9a-f]{64})$/.exec(value) ?? [];
  const key = parseId('evt', id);
  if (key === null) throw new InvalidArgumentError('Write it as --quiet printed it: evt_…:<64 hex digits>');
  return { id, key, hash };
}

/** Every step of the check, as one. */
async function verifyAll(session: Session): Promise<EventsVerification> {
  let whole: EventsVerification = { checked: 0, unsealed: 0, fault: null, next: null, head: null };
  do {
    const query = { after: whole.next ?? undefined };
    const request = { method: 'GET', path: '/v1/events/verify', query } as const;
    const { value } = await repeat(() => send(session, request, EventsVerification));
    if (value.next !== null && value.next === whole.next) throw new Failure(['the server does not come to an end']);
    const [checked, unsealed] = [whole.checked + value.checked, whole.unsealed + value.unsealed];
    whole = { ...value, checked, unsealed, head: value.head ?? whole.head };
  } while (whole.next !== null && whole.fault === null);
  return whole;
}

/** What is wrong with a head that was noted; null when it is where it was. */
async function missingHead(session: Session, { id, key, hash }: Noted): Promise<string | null> {
  const query = { after: formatId('evt', key - 1), limit: 1 };
  const line = await repeat(() => sendForText(session, { method: 'GET', path: '/v1/events.ndjson', query }));
  const read = Event.safeParse(parseJson(line));
  if (!read.success || read.data.id !== id) return `${id} is not in the trail any more: it was pruned, or removed`;
  return read.data.hash === hash ? null : `${id} is in the trail with another hash: the chain was made anew`;
}

function show(session: Session, verification: EventsVerification): void {
  const { fault, head } = verification;
  if (session.json) print(session, JSON.stringify(verification));
  else if (session.quiet) print(session, fault ? fault.id : head ? `${head.id}:${head.hash}` : '');
  else print(session, sentence(verification));
}

function sentence({ checked, unsealed, fault, head }: EventsVerification): string {
  const events = `${checked.toLocaleString('en-US')} event${checked === 1 ? ' is as it was' : 's are as they were'} written`;
  if (fault) return `${fault.id} was ${fault.what}: ${fault.detail}\nbefore it, ${events}`;
  const tail = unsealed === 0 ? '' : `; the last ${unsealed.toLocaleString('en-US')} not chained yet`;
  return `${events}${tail}; ${head ? `head ${head.id} ${head.hash}` : 'there is no chain yet'}`;
}
