/** Resolves when the person at the terminal, or whoever started the script, wants it to end. */
export function onSignal(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
    if (process.env.npm_lifecycle_event === undefined) return;
    // npm hands a SIGTERM to its shell only, which dies of it: that, too, is the end.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve('interrupted'), 500).unref();
  });
}
