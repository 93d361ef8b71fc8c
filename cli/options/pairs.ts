import { InvalidArgumentError } from 'commander';

/** `--map-environment default=production`, repeatable or a comma list. */
export function pairs(value: string, before: Record<string, string> | undefined): Record<string, string> {
  const added = value.split(',').map((pair) => {
    const [, from, to] = /^([^=]+)=([^=]+)$/.exec(pair.trim()) ?? [];
    if (from === undefined || to === undefined) throw new InvalidArgumentError('Write OLD=NEW.');
    return [from.trim(), to.trim()] as const;
  });
  return { ...before, ...Object.fromEntries(added) };
}
