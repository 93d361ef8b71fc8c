import type { Schemas } from '../../../../client/api/index.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useNowMs } from '../../../parts/now.ts';

/** Until every location has seen a change: the bound on staleness. */
const SPREADS_MS = 10_000;

/** For ten seconds after a change: that some locations may still do as before, and how long. */
export function Spreading({ change }: { change: Schemas['Activation'] }) {
  const sinceMs = useNowMs(1_000) - Date.parse(change.createdAt);
  const seconds = Math.ceil((SPREADS_MS - sinceMs) / 1000);
  const spreads = seconds > 0 && seconds <= SPREADS_MS / 1000 + 1;
  return (
    <>
      {spreads && (
        <Badge tone="note">
          <span aria-hidden>on its way to all locations: {seconds} s</span>
        </Badge>
      )}
      <span role="status" className="visually-hidden">
        {spreads ? 'On its way: within ten seconds it is so at every location.' : ''}
      </span>
    </>
  );
}
