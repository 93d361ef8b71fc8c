import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatId } from '../../../src/contract/ids.ts';
import type { CreateTokenBody } from '../../../src/contract/tokens.ts';
import type { TokenRecord } from '../../../src/d1/tokens/record.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import type { Denial } from '../../../src/domain/denial.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { authorize } from '../../../src/domain/tokens/authorize.ts';
import { createToken } from '../../../src/domain/tokens/create.ts';
import { enableToken } from '../../../src/domain/tokens/enable.ts';
import { importTokens } from '../../../src/domain/tokens/import.ts';
import { patchToken } from '../../../src/domain/tokens/patch.ts';
import { refreshToken } from '../../../src/domain/tokens/refresh.ts';
import { revealSecret } from '../../../src/domain/tokens/reveal.ts';
import { TYPE_POLICIES } from '../../../src/domain/tokens/types.ts';
import { bounds, type Drawn, findBeyond, grants, maker, people, token } from './powers-model.ts';
import {
  become,
  emptyWorld,
  exists,
  modelled,
  nextMs,
  present,
  scopeOf,
  services,
  setUpWorld,
} from './powers-world.ts';
import { NOW } from './samples.ts';

const deps = { ...services, ...createIsolate(), nowMs: NOW * 1000, announce: () => {} };
const GOES_BEYOND: readonly Denial['reason'][] = ['beyond_caller', 'insufficient_scope', 'outside_group', 'not_found'];

beforeAll(setUpWorld);
beforeEach(emptyWorld);

const limits = { ...deps.limits, personalTokens: 1e6 };
const NONE: Denial = { reason: 'not_found' };

/** A drawn token as the body that asks for it; its owner is named only where one was drawn. */
function bodyOf(what: Drawn): CreateTokenBody {
  const { type, projects, environments, grants: wanted, ownerId, ...bound } = scopeOf(what);
  const { allowedIps, allowedOrigins, dpopKey, s3 } = bound;
  return {
    type,
    name: 'n',
    projects,
    environments,
    grants: wanted,
    ...(allowedIps && { allowedIps }),
    ...(allowedOrigins && { allowedOrigins }),
    ...(dpopKey && { dpopKey }),
    ...(s3 && { s3 }),
    ...(ownerId !== null && what.owner !== null && { owner: formatId('usr', ownerId) }),
  };
}

type Verb = (caller: Caller, what: Drawn) => Promise<{ denial: Denial } | { record: TokenRecord }>;

/** Runs a verb over random people, makers and tokens; whatever it gives must be within the maker. */
async function neverBeyond(verb: Verb, numRuns = 350): Promise<void> {
  const seen = { given: 0, byOthers: 0, beyond: 0 };
  await fc.assert(
    fc.asyncProperty(people, maker, token, async (standings, by, what) => {
      await become(standings);
      const [caller, model] = present(by, standings);
      const outcome = await verb(caller, what);
      if ('denial' in outcome) {
        if (GOES_BEYOND.includes(outcome.denial.reason)) seen.beyond += 1;
        return;
      }
      seen.given += 1;
      if (by.type !== 'admin' && standings[by.owner]?.role !== 'admin') seen.byOthers += 1;
      expect(findBeyond(model, modelled(outcome.record, standings))).toBeNull();
    }),
    { numRuns },
  );
  expect(seen.given).toBeGreaterThan(25);
  expect(seen.byOthers).toBeGreaterThan(8);
  expect(seen.beyond).toBeGreaterThan(25);
}

describe('no verb gives more than its caller has, whatever roles, groups and restrictions there are', () => {
  it('create', async () => {
    await neverBeyond(async (caller, what) => {
      const result = await createToken({ ...deps, nowMs: nextMs(), limits }, caller, bodyOf(what));
      return result.ok ? { record: result.value.record } : result;
    }, 900);
  }, 120_000);

  it('import', async () => {
    await neverBeyond(async (caller, what) => {
      const nowMs = nextMs();
      const row = { ...bodyOf({ ...what, s3: false }), secret: `old-token-of-${nowMs}` };
      const [outcome] = await importTokens({ ...deps, nowMs, limits, announceEpoch: () => {} }, caller, [row]);
      if (outcome?.status !== 'imported') return { denial: outcome?.status === 'refused' ? outcome.denial : NONE };
      const record = await services.tokens.find(outcome.id);
      expect(record).not.toBeNull();
      return record ? { record } : { denial: NONE };
    }, 900);
  }, 120_000);

  it('patch', async () => {
    const change = fc.sample(fc.record({ grants, bounds }), 400);
    let next = 0;
    await neverBeyond(async (caller, what) => {
      const before = await exists(what);
      const fields = change[next % change.length];
      next += 1;
      const takesGrants = TYPE_POLICIES[before.type].permission === 'grants';
      const body = { name: 'm', ...fields?.bounds, ...(takesGrants && { grants: fields?.grants ?? [] }) };
      const result = await patchToken(deps, caller, formatId('tok', before.id), body);
      if (!result.ok) expect(await services.tokens.find(before.id)).toEqual(before);
      return result.ok ? { record: result.value } : result;
    }, 700);
  }, 120_000);

  it('refresh', async () => {
    await neverBeyond(async (caller, what) => {
      const before = await exists(what);
      const result = await refreshToken(deps, caller, formatId('tok', before.id), {}, null);
      if (!result.ok) expect(await services.tokens.find(before.id)).toEqual(before);
      return result.ok ? { record: result.value.record } : result;
    });
  }, 120_000);

  it('enable', async () => {
    await neverBeyond(async (caller, what) => {
      const disabled = await exists(what, true);
      const result = await enableToken(deps, caller, formatId('tok', disabled.id));
      return result.ok ? { record: result.value } : result;
    });
  }, 120_000);

  it('reveal', async () => {
    await neverBeyond(async (caller, what) => {
      const record = await exists(what);
      const result = await revealSecret(deps, caller, formatId('tok', record.id));
      return result.ok ? { record } : result;
    });
  }, 120_000);

  it('share: asked before anything is sent', async () => {
    await neverBeyond(async (caller, what) => {
      const record = await exists(what);
      const denial = await authorize(deps, caller, record, 'share');
      return denial ? { denial } : { record };
    });
  }, 120_000);
});
