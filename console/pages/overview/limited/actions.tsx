import { useState } from 'react';
import type { Session } from '../../../api/session.ts';
import { Button } from '../../../parts/button.tsx';
import { EndSelf } from './end-self.tsx';
import { RefreshSelf } from './refresh-self.tsx';

/** What a holder can do with the token itself. */
export function OwnTokenActions({ token }: { token: Session['token'] }) {
  const [doing, setDoing] = useState<'refresh' | 'end' | null>(null);
  const close = () => setDoing(null);
  return (
    <>
      <Button onClick={() => setDoing('refresh')}>Refresh the secret</Button>
      <Button onClick={() => setDoing('end')}>End the token</Button>
      <RefreshSelf token={token} open={doing === 'refresh'} onClose={close} />
      <EndSelf token={token} open={doing === 'end'} onClose={close} />
    </>
  );
}
