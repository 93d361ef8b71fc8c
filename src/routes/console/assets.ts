import type { Api } from '../api.ts';
import { runPage } from './browser/submit.js';
import { SCRIPT_PATH, STYLE_PATH } from './page.ts';
import { STYLE } from './style.ts';

/**
 * The function's own text: no build step of its own, and no module beside the Worker's one. A bundler that keeps names
 * wraps inner functions in `__name`, which no browser knows.
 */
const SCRIPT = `'use strict';\nconst __name = (named) => named;\n(${runPage})();\n`;

export function assets(api: Api): void {
  api.get(SCRIPT_PATH, (c) => c.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  api.get(STYLE_PATH, (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
}
