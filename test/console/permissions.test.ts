import { describe, expect, it } from 'vitest';
import {
  copyable,
  environmentsIn,
  isImplied,
  type Line,
  withPermission,
} from '../../console/pages/people/roles/matrix/change.ts';

const EVERYWHERE: Line = { resource: 'token', environment: null };
const STAGING: Line = { resource: 'token', environment: 'staging' };

describe('the permissions of a role, as they are ticked', () => {
  it('all of a resource stands for each of it, and takes the place of what it makes needless', () => {
    const before = ['token:read', 'token:create@staging', 'namespace:read'];
    expect(withPermission(before, EVERYWHERE, '*', true)).toEqual(['namespace:read', 'token:*']);
    expect(isImplied(['token:*'], EVERYWHERE, 'reveal')).toBe(true);
    expect(isImplied(['token:*'], STAGING, '*')).toBe(true);
  });

  it('an action everywhere takes the place of the same in an environment, and of no other', () => {
    const before = ['token:read@staging', 'token:delete@staging'];
    expect(withPermission(before, EVERYWHERE, 'read', true)).toEqual(['token:delete@staging', 'token:read']);
    expect(isImplied(['token:read'], STAGING, 'read')).toBe(true);
    expect(isImplied(['token:read@staging'], EVERYWHERE, 'read')).toBe(false);
  });

  it('all of a resource taken back leaves its actions one by one, so that a single one can go', () => {
    const left = withPermission(['member:*'], { resource: 'member', environment: null }, '*', false);
    expect(left).toEqual(['member:read', 'member:write', 'member:delete']);
    expect(withPermission(['token:read', 'token:create'], EVERYWHERE, 'read', false)).toEqual(['token:create']);
  });

  it('what belongs to the deployment is not taken over from a built-in role', () => {
    expect(copyable(['user:read', 'role:read', 'namespace:*'])).toEqual(['namespace:*']);
    expect(copyable(['*'])).toContain('token:*');
    expect(environmentsIn(['token:*@staging', 'token:read@staging', 'event:read'])).toEqual(['staging']);
  });
});
