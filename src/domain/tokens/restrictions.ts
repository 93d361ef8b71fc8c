import { parseBlock } from './check.ts';

/** What binds a token to where it is used from; null: not bound. `clients` are ids, or clients with their proofs. */
export type Restrictions = {
  clients: readonly (string | { id: string })[] | null | undefined;
  allowedIps: readonly string[] | null;
  allowedOrigins: readonly string[] | null;
  /** The key that the holder must prove. */
  dpopKey?: string | null | undefined;
};

/** The first restriction of `maker` that `wanted` does not keep: a bound token makes tokens that are bound as tightly. */
export function refuseLooser(maker: Restrictions, wanted: Restrictions): string | null {
  return (
    (!within(idsOf(maker.clients), idsOf(wanted.clients)) && 'clients') ||
    (!withinBlocks(maker.allowedIps, wanted.allowedIps) && 'allowedIps') ||
    (!within(maker.allowedOrigins, wanted.allowedOrigins) && 'allowedOrigins') ||
    (maker.dpopKey != null && maker.dpopKey !== wanted.dpopKey && 'dpopKey') ||
    null
  );
}

function idsOf(clients: Restrictions['clients']): readonly string[] | null {
  return clients?.map((client) => (typeof client === 'string' ? client : client.id)) ?? null;
}

function within(held: readonly string[] | null, asked: readonly string[] | null): boolean {
  if (held === null) return true;
  return asked !== null && (held.includes('*') || asked.every((name) => held.includes(name)));
}

function withinBlocks(held: readonly string[] | null, asked: readonly string[] | null): boolean {
  if (held === null) return true;
  return asked?.every((inner) => held.some((outer) => containsBlock(outer, inner))) ?? false;
}

function containsBlock(outer: string, inner: string): boolean {
  const [outerNetwork, outerBits] = parseBlock(outer);
  const [innerNetwork, innerBits] = parseBlock(inner);
  return (
    outerNetwork.kind() === innerNetwork.kind() && innerBits >= outerBits && innerNetwork.match(outerNetwork, outerBits)
  );
}
