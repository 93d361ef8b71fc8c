import { describe, expect, it } from 'vitest';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { failingStorage } from '../../support/watched-storage.ts';

describe('GET /health', () => {
  it('needs no token, and says whether set-up was done', async () => {
    const test = createTestApp();
    const before = await test.call('GET', '/health');
    expect(before.status).toBe(200);
    expect(await before.json()).toEqual({ status: 'ok', setUp: false });
    await setUpAdmin(test);
    expect(await (await test.call('GET', '/health')).json()).toEqual({ status: 'ok', setUp: true });
  });

  it('is 503 with Retry-After when the database does not answer, and says nothing of why', async () => {
    const test = createTestApp(failingStorage(1).bindings);
    const response = await test.call('GET', '/health');
    const text = await response.clone().text();
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await outcome(response)).toBe('503 unavailable');
    expect(text.replace(/req_[0-9a-f-]+/, '')).not.toMatch(/D1|overload|queue/i);
  });
});
