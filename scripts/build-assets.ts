/**
 * Fills dist/assets, what the Worker serves as files: the console, and Swagger UI, as its package brings it, with the script
 * and the style of our page. Done before whatever reads wrangler.toml and runs or uploads: npm start, npm run deploy, tests, benches.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.ts';
import { REPOSITORY } from './start/paths.ts';

const TARGET = 'dist/assets';
/** From where to where. */
const FILES: [from: string, to: string][] = [
  ['node_modules/swagger-ui-dist/swagger-ui.css', 'docs/swagger-ui.css'],
  ['node_modules/swagger-ui-dist/swagger-ui-bundle.js', 'docs/swagger-ui-bundle.js'],
  ['node_modules/swagger-ui-dist/LICENSE', 'docs/swagger-ui-license.txt'],
  ['src/routes/operation/docs/start.js', 'docs/start.js'],
  ['src/routes/operation/docs/page.css', 'docs/page.css'],
];

export function buildAssets(): void {
  for (const [from, to] of FILES) {
    const target = join(REPOSITORY, TARGET, to);
    const source = join(REPOSITORY, from);
    // wrangler dev watches them: one that is written anew restarts every server that runs here, and their queues are lost.
    if (existsSync(target) && readFileSync(target).equals(readFileSync(source))) continue;
    mkdirSync(join(target, '..'), { recursive: true });
    copyFileSync(source, target);
  }
  buildConsole();
}

if (import.meta.main) buildAssets();
