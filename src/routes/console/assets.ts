import type { Api } from '../api.ts';
import { runPage } from './browser/submit.js';
import { makeTools } from './browser/tools.js';
import { runWelcome } from './browser/welcome.js';
import { SCRIPT_PATH, STYLE_PATH, WELCOME_SCRIPT_PATH } from './page.ts';
import { STYLE } from './style.ts';

/**
 * A function's own text, handed the tools that all share: no build step of its own, and no module beside the Worker's
 * one. A bundler that keeps names wraps inner functions in `__name`, which no browser knows.
 */
function scriptOf(run: typeof runPage): string {
  return `'use strict';\nconst __name = (named) => named;\n(${run})((${makeTools})());\n`;
}

const FILES = [
  [SCRIPT_PATH, 'text/javascript', scriptOf(runPage)],
  [WELCOME_SCRIPT_PATH, 'text/javascript', scriptOf(runWelcome)],
  [STYLE_PATH, 'text/css', STYLE],
] as const;

export function assets(api: Api): void {
  for (const [path, type, text] of FILES) {
    api.get(path, (c) => c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` }));
  }
}
