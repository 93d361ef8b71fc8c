import { afterEach, beforeEach } from 'vitest';
import { type FakeServer, startFakeServer } from './fake-server.ts';
import { type Ran, type RunOptions, runJeton } from './run-jeton.ts';
import { SECRET } from './samples.ts';

export type Fixture = {
  server: FakeServer;
  /** Runs with the address of the server and a token in the environment. */
  jeton: (args: string[], options?: RunOptions) => Promise<Ran>;
};

/** A fresh server for each test. */
export function useFixture(): Fixture {
  const fixture = {} as Fixture;
  beforeEach(async () => {
    const server = await startFakeServer();
    fixture.server = server;
    fixture.jeton = (args, options = {}) =>
      runJeton(args, { ...options, env: { JETON_URL: server.url, JETON_TOKEN: SECRET, ...options.env } });
  });
  afterEach(() => fixture.server.close());
  return fixture;
}

/** The JSON that a request carried. */
export function jsonOf(seen: { body: Buffer } | undefined): unknown {
  return JSON.parse(seen?.body.toString() ?? 'null');
}
