import type { TestProject } from 'vitest/node';
import { startOrigin } from './origin.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test/support/origin.ts listens: `http://127.0.0.1:PORT`. */
    origin: string;
  }
}

/** Starts an origin, outside workerd, for the whole run; tests find it by `inject('origin')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const origin = await startOrigin();
  project.provide('origin', origin.url);
  return origin.close;
}
