import type { Tools } from './tools.js';

/** Never called in the Worker, which knows no document: its text is what browsers get. */
export function runPage(tools: Tools): void;
