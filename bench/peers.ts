/**
 * `npm run bench:peers -- [--rounds N] [--seconds S] [--only NAMES] [--json FILE]`: the same handler behind Jeton and
 * behind others; see README.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine } from './cpu.ts';
import type { Target } from './load.ts';
import { FIRST_SECONDS, measure, type Plan, type Subject, WARM_UP_SECONDS } from './measure.ts';
import { installPeers } from './peers/install.ts';
import { obtainApiKeys, obtainOAuthTokens } from './peers/obtain.ts';
import { proveProtected } from './peers/prove.ts';
import { createIssuer, type Issuer } from './peers/signed.ts';
import { chooseVariants, type Held, NEIGHBOURS, type PeerVariant, TARGETS } from './peers/variants.ts';
import { describeVersions } from './peers/versions.ts';
import { countAnswered, findCostliest, printTable, printTargets, summarize } from './report.ts';
import { type Server, startServer } from './server.ts';
import { issueTokens } from './tokens.ts';
import { requestsOf } from './variants.ts';

const KNOWN_TOKENS = 50;
/** More new tokens a second than any variant checks: the pool is made for a round, and must not run out. */
const MOST_PER_SECOND = 15_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1.6' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const variants = chooseVariants(values.only);
const neighbours = NEIGHBOURS.filter(({ name }) => variants.some(({ neighbour }) => neighbour === name));

installPeers();
const issuer = await createIssuer();
const own = variants.filter(({ neighbour }) => neighbour === undefined);
const server = await startServer([...own.map(({ entrypoint }) => entrypoint), 'default', 'kvGet'], {
  entry: 'bench/peers/worker/jeton.ts',
  bindings: { JWKS: issuer.jwks, STATUS_LIST: issuer.statusList },
  neighbours,
});
try {
  const held = await obtain(server, issuer);
  for (const variant of variants) await prove(server, variant, held);
  const renew = () => signAnew(server, issuer);
  const measured = await measure(server.pid, await subjectsOf(server, held), { rounds, seconds, renew });
  const about = { machine: describeMachine(), versions: describeVersions(), rounds };
  console.log(`${about.machine}\n${about.versions}\n`);
  printTable(variants, measured, findCostliest(variants, measured));
  printTargets(TARGETS, measured);
  console.log(`\n${rounds} rounds, ${countAnswered(measured)} requests counted, all of them answered 200.`);
  if (values.json !== undefined) {
    const report = { ...about, variants: summarize(variants, measured) };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
} finally {
  await server.stop();
}

/** What each variant is asked with, from its own issuer. */
async function obtain({ portOf }: Server, { sign }: Issuer): Promise<Held> {
  const runs = (wanted: string) => neighbours.some(({ name }) => name === wanted);
  const { tokens } = await issueTokens(await portOf('default'), await portOf('kvGet'));
  return {
    tokens,
    signed: await sign(KNOWN_TOKENS),
    oauthTokens: runs('oauth-provider') ? await obtainOAuthTokens(await portOf('default', 'oauth-provider')) : [],
    apiKeys: runs('better-auth') ? await obtainApiKeys(await portOf('setUp', 'better-auth')) : [],
  };
}

async function prove({ portOf }: Server, variant: PeerVariant, held: Held): Promise<void> {
  const { name, path, entrypoint, neighbour, bearers, open = false } = variant;
  const [bearer = ''] = bearers?.(held) ?? held.signed;
  await proveProtected({ name, path, port: await portOf(entrypoint, neighbour), bearer, open });
}

function subjectsOf(of: Server, held: Held): Promise<Subject[]> {
  const subject = async (variant: PeerVariant): Promise<Subject> => ({
    name: variant.name,
    target: await targetOf(of, variant, variant.bearers?.(held) ?? []),
    collect: () => of.collect(variant.neighbour),
  });
  return Promise.all(variants.map(subject));
}

/** New tokens for a round, the same for all variants that want them new. */
async function signAnew(of: Server, { sign }: Issuer): ReturnType<NonNullable<Plan['renew']>> {
  const wanting = variants.filter(({ bearers }) => bearers === null);
  if (wanting.length === 0) return {};
  const longest = Math.max(FIRST_SECONDS, 2 * WARM_UP_SECONDS + seconds);
  const pool = await sign(Math.ceil(longest * MOST_PER_SECOND));
  const target = async (variant: PeerVariant) => [variant.name, await targetOf(of, variant, pool)] as const;
  return Object.fromEntries(await Promise.all(wanting.map(target)));
}

async function targetOf({ portOf }: Server, variant: PeerVariant, bearers: readonly string[]): Promise<Target> {
  const { path, entrypoint, neighbour } = variant;
  const port = await portOf(entrypoint, neighbour);
  return { port, requests: requestsOf(path, bearers), expects: 200, once: variant.bearers === null };
}
