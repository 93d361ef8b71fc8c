import { availableParallelism } from 'node:os';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { buildAssets } from './scripts/build-assets.ts';

// The secrets below stand in for .dev.vars; without this, each file prints that there is none.
process.env.WRANGLER_LOG ??= 'error';

// The Worker's files, which wrangler.toml names, must be there before it starts.
buildAssets();

const nodeTests = ['cli', 'scripts', 'docs', 'conformance', 'examples', 'gateway-attacks', 's3', 'sdk'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

const CONSOLE_TESTS = 'test/console/**/*.test.ts';

/**
 * Three projects: `worker` runs inside workerd with the bindings of wrangler.toml, its storage isolated per test file;
 * `node` runs what starts processes or reads files; `console` drives a browser over one deployment, as `npm start` makes it.
 */
export default defineConfig({
  test: {
    // Left alone, vitest keeps a processor for itself: on two that would be one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            remoteBindings: false,
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ROOT_KEY: '7465737420726f6f74206b65792c206e6f742061207265616c206f6e65212121',
                SETUP_CODE: 'test-setup-code',
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['test/**/*.test.ts'],
          exclude: [...nodeTests, CONSOLE_TESTS],
          setupFiles: ['./test/support/apply-migrations.ts'],
          globalSetup: [
            './test/support/receiver-setup.ts',
            './test/support/origin-setup.ts',
            './test/support/s3-origin-setup.ts',
          ],
        },
      },
      {
        test: {
          name: 'node',
          environment: 'node',
          include: nodeTests,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'console',
          environment: 'node',
          include: [CONSOLE_TESTS],
          globalSetup: ['./test/console/support/stack-setup.ts'],
          // As long as a locator waits.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
