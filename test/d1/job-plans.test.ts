import { beforeAll, describe, expect, it } from 'vitest';
import { planOf, type Queries } from '../support/recorded-queries.ts';
import { runEverything } from './every-job.ts';

let queries: Queries = new Map();
beforeAll(async () => {
  queries = await runEverything();
}, 60_000);

/** What the jobs and the queue's consumer ask of D1, each by how its statement begins or what it alone holds. */
const ASKED: [what: string, statement: RegExp][] = [
  ['claim what is owed to KV', /^update "outbox" set "claimed_until"/],
  ['strike out what KV was told', /^delete from "outbox"/],
  ['go on in a bulk revocation', /^update "outbox" set "key"/],
  ['find what a bulk revocation ended', /^select "id" from "tokens" where \("tokens"."revoked_at" = /],
  ['find the copies of tokens', /^select .* from "secrets" inner join "tokens"/s],
  ['find the last event', /max\("id"\).* from "events"$/],
  ['page through happenings', /^select .* from "events" where "events"."id" > \? order by/],
  ['find whom activations named', /^select "property_id", .* from "property_activations" where/],
  ['find people', /^select .* from "users" where "users"."id" in/],
  ['read the watermarks', /^select .* from "watermarks"$/],
  ['start walks', /^insert into "watermarks"/],
  ['forget walks', /^delete from "watermarks"/],
  ['move the walk over the trail', /^update "watermarks" set "at" = \?, "id" = \? (?!.*exists)/],
  ['move a walk whose round is open', /^update "watermarks" set "at" = \?, "id" = \? .*exists/],
  [
    'finish a second of crossings',
    /^select .* from "tokens" left join "users" .*"expires_at" = \? and "tokens"."id" > /,
  ],
  ['page through crossings', /^select .* from "tokens" left join "users" .*"expires_at" > \? and /],
  ['owe notifications', /^insert into "notifications" .* select null/s],
  ['owe notices', /^insert into "notices"/],
  ['find whom nobody told', /^select .* from "property_activations" inner join "properties"/],
  ['note who is told', /^update "property_activations"/],
  ['begin the next round', /^update "watermarks" set "at" = \? /],
  ['let a round go out', /^update "notifications" set "status" = \?, "next_attempt_at" = \? where .*"digest"/],
  ['claim due notifications', /^update "notifications" set "next_attempt_at" = \? where .* limit \?\) returning/],
  ['begin an attempt', /^update "notifications" set "attempts"/],
  ['mark what no longer holds', /^update "notices" set "superseded"/],
  ['count what a notification tells', /^select count\(\*\) from "notices"/],
  ['read what a notification tells', /^select "token_id", .* from "notices"/],
  ['settle an attempt', /^update "notifications" set "status" = \?, "ended_at"/],
  ['have an attempt made again', /^update "notifications" set "status" = \?, "next_attempt_at" = \?, "ended_at"/],
  ['disable a subscription', /^update "subscriptions"/],
  ['find the last failure', /^select .* from "notifications" left join "subscriptions"/],
  ['purge expired tokens', /^delete from "tokens" .*"expires_at" <= /],
  ['purge revoked tokens', /^delete from "tokens" .*"revoked_at" < /],
  ['purge replaced JWTs', /^delete from "secrets" .*"signed_until" <= /],
  ['fold days of use', /^update "tokens" set "active_day"/],
  ['fold times of use', /^update "tokens" set "last_used_at"/],
  ['add days of use', /^insert into "token_uses"/],
  ['add requests', /^insert into "request_counts"/],
  ['forget requests', /^delete from "request_counts"/],
  ['forget uses', /^delete from "token_uses"/],
  ['find idle tokens', /^select .* from "tokens" where .*"active_day" < /],
  ['disable an idle token', /^update "tokens" set "version"/],
  ['forget notifications', /^delete from "notifications"/],
  ['forget runs', /^delete from "sweeps"/],
  ['forget links', /^delete from "shares"/],
  ['forget changes', /^delete from "changes"/],
  ['forget answers', /^delete from "idempotency"/],
  ['forget attempts to sign in', /^delete from "sign_in_attempts"/],
  ['find the head of the chain', /^select "id", "hash" from "events"/],
  ['find what is not sealed', /^select .* from "events" where \("events"."hash" is null/],
  ['seal', /^update "events"/],
  ['find a hash', /^select "hash" from "events"/],
  ['find what was pruned', /^select .* from "events" where \("events"."action" = /],
  ['find how far to prune', /^select \(\(select min\("id"\) from "events"\)\)/],
  ['find the first event to keep', /^select "id" from "events" where \("events"."id" between/],
  ['forget events', /^delete from "events"/],
  ['find the signing keys', /^select .* from "signing_keys"/],
  ['add a signing key', /^insert into "signing_keys"/],
  ['forget signing keys', /^delete from "signing_keys"/],
  ['find key versions to activate', /^select "id" from "access_key_requests"/],
  ['find what a request is for', /^select .* from "access_key_requests" left join/],
  ['activate a key version', /^update "access_key_versions" set "status"/],
  ['end a request', /^update "access_key_requests"/],
  ['take away what failed', /^delete from "access_keys"/],
  ['find lookups to answer', /^select "id" from "access_key_lookups"/],
  ['find a lookup', /^select .* from "access_key_lookups" where "access_key_lookups"."id" = /],
  ['find what uses a key version', /^select .* from "access_key_versions" inner join "active_properties"/],
  ['answer a lookup', /^update "access_key_lookups"/],
  ['find key versions to erase', /^select .* from "access_key_versions" inner join "access_keys" .*"status_at" <= /],
  ['erase a key version', /^delete from "access_key_versions"/],
  ['find what an old root key seals', /^select .* from "access_key_versions" inner join .*"root_key_id" = /],
  ['seal a key version anew', /^update "access_key_versions" set "sealed"/],
  ['find the routes of hostnames', /^select .* from "property_hostnames" inner join/],
  ['make properties known', /^update "properties" set "change"/],
  ['forget requests for keys', /^delete from "access_key_requests"/],
  ['forget lookups', /^delete from "access_key_lookups"/],
];

/** Tells of one notification, whose rows an index finds; the earliest ends of these are then picked out. */
const SORTS_A_DIGEST = /^select "token_id", .* from "notices" where \("notices"."notification_id" = /;
/** There are three or four of them. */
const SORTS_FEW = /^select .* from "signing_keys" order by /;
/** Walks the outbox by id and stops at its limit; what it passes over was claimed within the last minute. */
const STOPS_AT_ITS_LIMIT = /^update "outbox" .* order by "outbox"."id" asc limit \?\)/;

async function faultsOf(sql: string, values: readonly unknown[]): Promise<string[]> {
  const { scans, sorts } = await planOf(sql, values);
  return [
    ...scans.filter((scan) => !(scan === 'SCAN outbox' && STOPS_AT_ITS_LIMIT.test(sql))),
    ...(sorts && !SORTS_A_DIGEST.test(sql) && !SORTS_FEW.test(sql) ? ['a sort'] : []),
  ];
}

describe('no job reads all of a table that grows, and none sorts what an index has in order', () => {
  it.each(ASKED)('%s', async (_what, statement) => {
    const asked = [...queries].filter(([sql]) => statement.test(sql));
    expect(asked).not.toEqual([]);
    for (const [sql, values] of asked)
      expect({ sql, faults: await faultsOf(sql, values) }).toEqual({ sql, faults: [] });
  });

  it('nor does anything else that they ask', async () => {
    for (const [sql, values] of queries) {
      expect({ sql, faults: await faultsOf(sql, values) }).toEqual({ sql, faults: [] });
    }
  });

  it.each([
    ['a table without an index for it', 'delete from tokens where description = ?', ['SCAN tokens']],
    [
      'the whole of an index',
      'select count(*) from tokens where name like ?',
      ['SCAN tokens USING COVERING INDEX tokens_by_name'],
    ],
    ['a sort', 'select id from tokens where type = ? order by created_at', ['a sort']],
    ['the outbox without a limit', 'update outbox set claimed_until = ?', ['SCAN outbox']],
  ])('the control: %s would be seen', async (_what, sql, faults) => {
    expect(await faultsOf(sql, ['x'])).toEqual(faults);
  });
});
