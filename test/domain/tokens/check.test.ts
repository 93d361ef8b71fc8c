import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenCopy } from '../../../src/contract/token-copy.ts';
import { type Attempt, checkGrants, checkUse, parseBlock, withinAny } from '../../../src/domain/tokens/check.ts';
import { attemptOf, copyOf, NOW, standingOf } from './samples.ts';

const OWNER = { id: 1, version: 1, enabled: true, standing: standingOf({ role: 'admin' }) };
const personal = (fields: Parameters<typeof standingOf>[0]): Partial<TokenCopy> => ({
  type: 'personal',
  projects: ['*'],
  environments: ['*'],
  grants: [],
  owner: { ...OWNER, standing: standingOf(fields) },
});
const MEMBER = { members: { web: 'member' } };
const PROVEN = { id: 'billing', certificates: ['ab'], allowedIps: [] };
const PLACED = { id: 'cron', certificates: [], allowedIps: ['10.0.0.0/8'] };
const BOTH = { id: 'both', certificates: ['ab'], allowedIps: ['10.0.0.0/8'] };
const need = { resource: 'namespace', name: 'marketing', action: 'read' };
const SHOP = 'https://shop.example';
/** The whole check of a token that is bound to no key. */
function checkToken(copy: TokenCopy, attempt: Attempt) {
  return checkUse(copy, attempt) ?? checkGrants(copy, attempt);
}

type Case = [what: string, copy: Partial<TokenCopy>, attempt: Partial<Attempt>, reason: string | null];

function reasonOf(copy: Partial<TokenCopy>, attempt: Partial<Attempt>): string | null {
  return checkToken(copyOf(copy), attemptOf(attempt))?.reason ?? null;
}

describe('each step', () => {
  const cases: Case[] = [
    ['nothing is asked', {}, {}, null],

    ['asked about by its project', {}, { askedBy: ['app', 'web'] }, null],
    ['asked about by all projects', {}, { askedBy: ['*'] }, null],
    ['asked about by another project', {}, { askedBy: ['app'] }, 'unknown_token'],
    ['asked about by no project', {}, { askedBy: [] }, 'unknown_token'],
    ['of all projects, asked about by any', { projects: ['*'] }, { askedBy: ['app'] }, null],
    ['of a list of projects, asked about by one', { projects: ['app', 'web'] }, { askedBy: ['web'] }, null],

    ['a second before its end', { expiresAt: NOW + 1 }, {}, null],
    ['the second of its end', { expiresAt: NOW }, {}, 'expired'],
    ['after its end', { expiresAt: NOW - 1 }, {}, 'expired'],
    ['without an end', { expiresAt: null }, {}, null],
    ['revoked', { revokedAt: NOW }, {}, 'revoked'],
    ['revoked, by a clock that is ahead', { revokedAt: NOW + 5 }, {}, 'revoked'],
    ['a secret a second before its overlap ends', { secretEndsAt: NOW + 1 }, {}, null],
    ['a secret whose overlap ends now', { secretEndsAt: NOW }, {}, 'replaced'],
    ['the newest secret during an overlap', { overlapEndsAt: NOW + 5 }, {}, null],

    ['disabled', { disabledAt: NOW }, {}, 'disabled'],
    ['disabled, by a clock that is ahead', { disabledAt: NOW + 5 }, {}, 'disabled'],
    ['personal, its person enabled', { type: 'personal', owner: OWNER }, {}, null],
    ['personal, its person disabled', { type: 'personal', owner: { ...OWNER, enabled: false } }, {}, 'disabled'],
    ['personal, its person gone', { type: 'personal', owner: null }, {}, 'disabled'],
    ['of another type, its owner disabled', { owner: { ...OWNER, enabled: false } }, {}, 'disabled'],

    ['a second before it begins', { notBefore: NOW + 1 }, {}, 'not_yet_valid'],
    ['the second in which it begins', { notBefore: NOW }, {}, null],

    ['a type that the route takes', {}, { types: ['admin', 'client'] }, null],
    ['a type that it does not take', {}, { types: ['admin', 'personal'] }, 'wrong_type'],
    ['a client token, sent by a browser', {}, { fromBrowsers: true, origin: SHOP }, 'wrong_type'],
    ['a client token, not by a browser', {}, { fromBrowsers: true }, null],
    ['a client token with origins, from one', { allowedOrigins: [SHOP] }, { fromBrowsers: true, origin: SHOP }, null],
    ['an access token, sent by a browser', { type: 'access' }, { fromBrowsers: true, origin: SHOP }, null],
    ['no type is taken', {}, { types: [] }, 'wrong_type'],

    ['its project', {}, { project: 'web' }, null],
    ['another project', {}, { project: 'app' }, 'not_found'],
    ['one of its projects', { projects: ['app', 'web'] }, { project: 'web' }, null],
    ['any project, of a token for all', { projects: ['*'] }, { project: 'app' }, null],
    ['a project, of a token for none', { projects: [] }, { project: 'web' }, 'not_found'],

    ['its environment', {}, { environment: 'production' }, null],
    ['another environment', {}, { environment: 'staging' }, 'wrong_environment'],
    ['any environment, of a token for all', { environments: ['*'] }, { environment: 'staging' }, null],
    ['an environment, of a token for none', { environments: [] }, { environment: 'staging' }, 'wrong_environment'],

    ['an address within its block', { allowedIps: ['10.0.0.0/8'] }, { address: '10.255.0.1' }, null],
    ['an address outside', { allowedIps: ['10.0.0.0/8'] }, { address: '11.0.0.0' }, 'address_not_allowed'],
    ['no address, where one is asked: closed', { allowedIps: ['10.0.0.0/8'] }, {}, 'address_not_allowed'],
    ['no address, and all are allowed: closed', { allowedIps: ['0.0.0.0/0', '::/0'] }, {}, 'address_not_allowed'],
    ['what is no address: closed', { allowedIps: ['0.0.0.0/0'] }, { address: 'localhost' }, 'address_not_allowed'],
    ['an empty list allows nobody', { allowedIps: [] }, { address: '10.0.0.1' }, 'address_not_allowed'],
    ['no list asks for no address', { allowedIps: null }, {}, null],

    ['its origin', { allowedOrigins: [SHOP] }, { origin: SHOP }, null],
    ['another origin', { allowedOrigins: [SHOP] }, { origin: 'https://evil.example' }, 'origin_not_allowed'],
    ['no origin, where one is asked', { allowedOrigins: [SHOP] }, {}, 'origin_not_allowed'],
    ['any origin', { allowedOrigins: ['*'] }, { origin: 'https://any.example' }, null],
    ['an empty list allows none', { allowedOrigins: [] }, { origin: SHOP }, 'origin_not_allowed'],
    ['an origin, of a server token that names none', {}, { origin: SHOP }, null],
    ['an origin, of a frontend token that names none', { type: 'frontend' }, { origin: SHOP }, 'origin_not_allowed'],
    ['no origin, of a frontend token that names none', { type: 'frontend' }, {}, null],

    ['what is granted', {}, { requires: [need] }, null],
    ['what is not granted', {}, { requires: [{ ...need, action: 'write' }] }, 'insufficient_scope'],
    ['one of two that is not granted', {}, { requires: [need, { ...need, name: 'b' }] }, 'insufficient_scope'],
    ['anything, of admin', { type: 'admin', grants: [] }, { requires: [need] }, null],
    ['anything, of an administrator', { type: 'personal', owner: OWNER, grants: [] }, { requires: [need] }, null],
    ['what a role permits, in its project', personal(MEMBER), { project: 'web', requires: [need] }, null],
    ['in another project: not there', personal(MEMBER), { project: 'app', requires: [need] }, 'not_found'],
    [
      'what a role does not',
      personal(MEMBER),
      { project: 'web', requires: [{ ...need, action: 'update' }] },
      'insufficient_scope',
    ],
    ['a role in a project, everywhere', personal(MEMBER), { requires: [need] }, 'insufficient_scope'],
    ['a role in a project, anywhere', personal(MEMBER), { requires: [need], anywhere: true }, null],
    [
      'a namespace that a group guards',
      personal({ ...MEMBER, barred: ['web/marketing'] }),
      { project: 'web', requires: [need] },
      'insufficient_scope',
    ],
    ['a person without a role, any project', personal({}), { project: 'web' }, 'not_found'],
    ['a viewer, any project', personal({ role: 'viewer' }), { project: 'web', requires: [need] }, null],
    [
      'grants of a personal token count for nothing',
      { ...personal({}), grants: [{ ...need, actions: ['read'] }] },
      { requires: [need] },
      'insufficient_scope',
    ],
    [
      'a master token of an admin: the role in the project, no more',
      { ...personal({ role: 'admin', ...MEMBER }), type: 'master', projects: ['web'] },
      { project: 'web', requires: [{ ...need, action: 'update' }] },
      'insufficient_scope',
    ],
    [
      'a master token in another project of its person',
      { ...personal({ members: { web: 'member', app: 'owner' } }), type: 'master', projects: ['web'] },
      { project: 'app' },
      'not_found',
    ],
    [
      'a list of projects that lost its last grants nothing',
      { projects: [] },
      { requires: [need] },
      'insufficient_scope',
    ],

    ['locked to clients, no proof', { clients: [PROVEN, PLACED] }, {}, 'wrong_client'],
    ['locked to a client, its certificate', { clients: [PROVEN] }, { certificate: 'ab' }, null],
    ['locked to a client, another certificate', { clients: [PROVEN] }, { certificate: 'cd' }, 'wrong_client'],
    ['locked to a client, its address', { clients: [PROVEN, PLACED] }, { address: '10.1.1.1' }, null],
    ['locked to a client, another address', { clients: [PLACED] }, { address: '11.1.1.1' }, 'wrong_client'],
    ['a client of two proofs, one of them', { clients: [BOTH] }, { certificate: 'ab' }, 'wrong_client'],
    ['a client of two proofs, both', { clients: [BOTH] }, { certificate: 'ab', address: '10.1.1.1' }, null],
    ['a client that has no proof', { clients: [{ id: 'x', certificates: [], allowedIps: [] }] }, {}, 'wrong_client'],
    ['locked to no client at all', { clients: [] }, { certificate: 'ab', address: '10.1.1.1' }, 'wrong_client'],
    [
      'the owner of a client token lends it nothing',
      { owner: OWNER, grants: [] },
      { requires: [need] },
      'insufficient_scope',
    ],
  ];

  it.each(cases)('%s', (_what, copy, attempt, reason) => {
    expect(reasonOf(copy, attempt)).toBe(reason);
  });

  it('tells what is missing, and no more', () => {
    expect(checkToken(copyOf({ revokedAt: 5 }), attemptOf())).toEqual({ reason: 'revoked', at: 5 });
    expect(checkToken(copyOf({ expiresAt: 6 }), attemptOf())).toEqual({ reason: 'expired', at: 6 });
    expect(checkToken(copyOf(), attemptOf({ project: 'app' }))).toEqual({ reason: 'not_found' });
    const wanted = { ...need, action: 'write' };
    expect(checkToken(copyOf(), attemptOf({ requires: [wanted] }))).toEqual({
      reason: 'insufficient_scope',
      need: wanted,
    });
  });
});

describe('the order of the steps', () => {
  /** Each spoils its own step and nothing else. */
  const STEPS: [reason: string, copy: Partial<TokenCopy>, attempt: Partial<Attempt>][] = [
    ['unknown_token', {}, { askedBy: ['app'] }],
    ['revoked', { revokedAt: NOW }, {}],
    ['expired', { expiresAt: NOW }, {}],
    ['replaced', { secretEndsAt: NOW }, {}],
    ['disabled', { disabledAt: NOW }, {}],
    ['not_yet_valid', { notBefore: NOW + 1 }, {}],
    ['wrong_type', {}, { types: ['admin'] }],
    ['not_found', {}, { project: 'app' }],
    ['wrong_environment', {}, { environment: 'staging' }],
    ['wrong_client', { clients: [] }, {}],
    ['address_not_allowed', { allowedIps: [] }, {}],
    ['origin_not_allowed', { allowedOrigins: [] }, {}],
    ['insufficient_scope', { grants: [] }, { requires: [need] }],
  ];

  it('whatever several steps would refuse, the first of them answers', () => {
    fc.assert(
      fc.property(fc.subarray(STEPS, { minLength: 1 }), (spoilt) => {
        const copy = Object.assign({}, ...spoilt.map(([, fields]) => fields));
        const attempt = Object.assign({}, ...spoilt.map(([, , fields]) => fields));
        expect(reasonOf(copy, attempt)).toBe(spoilt[0]?.[0]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('addresses', () => {
  it.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '110.1.2.3', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.30', false],
    ['10.1.2.3/32', '10.1.2.4', false],
    ['10.1.2.3/0', '203.0.113.1', true],
    ['10.9.9.9/8', '10.1.2.3', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:a01:203', true],
    ['::ffff:10.1.2.3', '10.1.2.3', true],
    ['10.0.0.0/8', '10.1', false],
    ['10.0.0.0/8', '10.0.0.1, 203.0.113.1', false],
    ['10.0.0.0/8', ' 10.0.0.1', false],
    ['10.0.0.0/8', '', false],
  ])('block %s, address %j: %s', (block, address, within) => {
    expect(withinAny([block], address)).toBe(within);
  });

  it('a block holds exactly the addresses that share its first bits', () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const bits = (parts: number[]) => parts.map((part) => part.toString(2).padStart(8, '0')).join('');
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 0, max: 32 }), fc.nat(32), (network, other, length, shared) => {
        // Random addresses share few bits with a network: take some over from it.
        const mixed = bits(network).slice(0, shared) + bits(other).slice(shared);
        const address = [0, 8, 16, 24].map((at) => Number.parseInt(mixed.slice(at, at + 8), 2)).join('.');
        const expected = bits(network).slice(0, length) === mixed.slice(0, length);
        expect(withinAny([`${network.join('.')}/${length}`], address)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever is sent as an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), (address) => {
        expect(typeof withinAny(['10.0.0.0/8', '2001:db8::/32'], address)).toBe('boolean');
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['', 'x', '10.0.0.0/33', '::/129', '10.0.0.0/-1', '10.0.0.0/', '/8'])('%j is no block', (block) => {
    expect(() => parseBlock(block)).toThrow();
  });
});
