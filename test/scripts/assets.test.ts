import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildAssets } from '../../scripts/build-assets.ts';
import { REPOSITORY } from '../../scripts/start/paths.ts';

it('files that are there already are left alone: a server that watches them would restart, and lose its queue', () => {
  buildAssets();
  const written = () => statSync(join(REPOSITORY, 'dist/assets/docs/swagger-ui-bundle.js')).mtimeMs;
  const before = written();
  buildAssets();
  expect(written()).toBe(before);
});
