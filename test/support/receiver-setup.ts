import type { TestProject } from 'vitest/node';
import { startReceiver } from './receiver.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test/support/receiver.ts listens: `http://127.0.0.1:PORT`. */
    receiver: string;
  }
}

/** Starts the webhook receiver, outside workerd, for the whole run; tests find it by `inject('receiver')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const receiver = await startReceiver();
  project.provide('receiver', receiver.url);
  return receiver.close;
}
