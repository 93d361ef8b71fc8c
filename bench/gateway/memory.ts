import { readCpuMicros, readResidentMegabytes } from '../cpu.ts';
import type { Server } from '../server.ts';

export interface Memory {
  seconds: number;
  cpuSeconds: number;
  /** Resident memory of workerd, in megabytes: when it began, at most, and when its garbage was collected. */
  before: number;
  most: number;
  after: number;
}

const SAMPLE_MS = 50;

/** What workerd takes while something passes. */
export async function watchMemory({ pid, collect }: Server, pass: () => Promise<void>): Promise<Memory> {
  await collect();
  const [before, startedAt, cpuBefore] = [readResidentMegabytes(pid), performance.now(), readCpuMicros(pid)];
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, readResidentMegabytes(pid));
  }, SAMPLE_MS);
  try {
    await pass();
  } finally {
    clearInterval(sampling);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (readCpuMicros(pid) - cpuBefore) / 1e6;
  await collect();
  return { seconds, cpuSeconds, before, most, after: readResidentMegabytes(pid) };
}
