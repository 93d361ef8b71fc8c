import { describe, expect, it } from 'vitest';
import { locate, refuseMissing } from '../../../src/domain/items/locate.ts';

const named = { project: 'web', namespace: 'a' };

describe('the environment of an item', () => {
  it('is the one that was asked for', () => {
    const asked = locate({ environments: ['staging'] }, { ...named, environment: 'production' });
    expect(asked).toEqual({ ok: true, value: { ...named, environment: 'production' } });
  });

  it('is that of the token, where it has just one', () => {
    const only = locate({ environments: ['staging'] }, { ...named, environment: undefined });
    expect(only).toEqual({ ok: true, value: { ...named, environment: 'staging' } });
  });

  it.each([[['*']], [['staging', 'production']], [[]]])('must be said where the token is for %j', (environments) => {
    const result = locate({ environments }, { ...named, environment: undefined });
    expect(result).toMatchObject({ ok: false, denial: { reason: 'invalid', field: 'environment' } });
  });
});

describe('a space', () => {
  const space = { ...named, environment: 'prod' };

  it.each([
    [true, { retentionDays: 0 }, undefined],
    [true, null, 'not_found'],
    [false, { retentionDays: 0 }, 'invalid'],
    [false, null, 'invalid'],
  ])(
    'whose environment exists: %s, and whose namespace is %j, is refused as %s',
    (environmentExists, namespace, reason) => {
      expect(refuseMissing({ environmentExists, namespace }, space)?.reason).toBe(reason);
    },
  );
});
