import type { TestProject } from 'vitest/node';
import { startS3Origin } from './s3-origin.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test/support/s3-origin.ts listens. */
    s3Origin: string;
  }
}

/** Starts the storage behind the gateway, outside workerd, for the whole run; tests find it by `inject('s3Origin')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const origin = await startS3Origin();
  project.provide('s3Origin', origin.url);
  return origin.close;
}
