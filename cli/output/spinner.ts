import type { World } from '../world.ts';

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const DELAY_MS = 200;
const FRAME_MS = 80;
const ERASE_LINE = '\r\u001b[2K';

/** Turns a spinner on stderr while work takes long, where somebody watches; elsewhere it only does the work. */
export async function withSpinner<Value>(world: World, quiet: boolean, work: () => Promise<Value>): Promise<Value> {
  if (quiet || !world.stderr.isTTY) return work();
  let frame = 0;
  let shown = false;
  const startedAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - startedAt < DELAY_MS) return;
    shown = true;
    world.stderr.write(`\r${FRAMES.charAt(frame++ % FRAMES.length)} waiting`);
  }, FRAME_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (shown) world.stderr.write(ERASE_LINE);
  }
}
