import type { Tools } from './tools.js';

/** As `runPage`: a text for browsers. */
export function runWelcome(tools: Tools): void;
