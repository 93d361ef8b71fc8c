import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';

const TICK_MICROS = 1e6 / Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout || 100);

interface Stat {
  command: string;
  parent: number;
  /** User and system time of all threads. */
  micros: number;
}

/** proc(5): the command stands in parentheses and may hold anything; the fields after it are counted from the state. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { command: text.slice(text.indexOf('(') + 1, end), parent: Number(fields[1]), micros: ticks * TICK_MICROS };
  } catch {
    return null;
  }
}

/** The CPU time that a process has used since it began, in microseconds; it moves by ticks of 10 ms. */
export function readCpuMicros(pid: number): number {
  const stat = readStat(pid);
  if (!stat) throw new Error(`process ${pid} has ended`);
  return stat.micros;
}

/** The memory of a process that is in RAM, in megabytes. */
export function readResidentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** The workerd that this process started. */
export function findWorkerd(): number {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const own = pids.filter((pid) => {
    const stat = readStat(pid);
    return stat?.parent === process.pid && stat.command === 'workerd';
  });
  const [pid] = own;
  if (pid === undefined || own.length > 1)
    throw new Error(`expected one workerd below this process, found ${own.length}`);
  return pid;
}

/** Where server and load run: apart, when there are two CPUs and `taskset`. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;
export const SERVER_CPU = '0';
export const LOAD_CPU = '1';

/** Ties all threads of a process to one CPU. */
export function pin(pid: number, cpu: string): void {
  if (canPin) spawnSync('taskset', ['-acp', cpu, String(pid)]);
}

export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  const pinned = canPin ? 'server and load on a CPU each' : 'server and load share the CPUs';
  return `${availableParallelism()} x ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux, ${pinned}`;
}
