import { useSession } from '../../../app/session.tsx';
import { DisableToken, RevokeToken } from '../confirmations.tsx';
import { rightsOver, type Token } from '../rights.ts';
import { EditDialog } from './edit/edit-dialog.tsx';
import { RefreshDialog } from './refresh/refresh-dialog.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { ShareDialog } from './shares/share-dialog.tsx';
import type { useTokenView } from './view.ts';

/** The dialog that is open, if one may do what it does: addresses can be typed. */
export function Dialogs({ token, view }: { token: Token; view: ReturnType<typeof useTokenView> }) {
  const rights = rightsOver(useSession(), token);
  const { doing, close } = view;
  return (
    <>
      {doing === 'refresh' && rights.refresh && <RefreshDialog token={token} onClose={close} />}
      {doing === 'edit' && rights.patch && <EditDialog token={token} onClose={close} />}
      {doing === 'reveal' && rights.handOver && token.retrievable && <RevealDialog token={token} onClose={close} />}
      {doing === 'share' && rights.handOver && (
        <ShareDialog token={token} onClose={close} onDone={() => view.show('links')} />
      )}
      <DisableToken token={token} open={doing === 'disable' && rights.disable} onClose={close} />
      <RevokeToken token={token} open={doing === 'revoke' && rights.revoke} onClose={close} />
    </>
  );
}
