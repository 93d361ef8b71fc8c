import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/start/paths.ts';

const FILES = ['error-codes', 'expiry', 'grant-words', 'held-permissions', 'token-types'];

async function carried(name: string): Promise<string[]> {
  const entry = `src/contract/${name}.ts`;
  const { metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs).filter((input) => input !== entry);
}

it.each(FILES)('a page that imports contract/%s.ts carries no other file, and no zod', async (name) => {
  expect(await carried(name)).toEqual([]);
});

it('zod would be seen: the control', async () => {
  expect((await carried('tokens')).some((input) => input.includes('node_modules/zod'))).toBe(true);
});
