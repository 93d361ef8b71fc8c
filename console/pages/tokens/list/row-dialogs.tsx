import { DisableToken, RevokeToken } from '../confirmations.tsx';
import type { Token } from '../rights.ts';
import { RefreshDialog } from '../show/refresh/refresh-dialog.tsx';
import { ShareDialog } from '../show/shares/share-dialog.tsx';
import type { RowAction } from './row-actions.tsx';

/** What was chosen in a row's menu, and for which token. Enabling asks nothing. */
export type Asked = { action: Exclude<RowAction, 'enable'>; token: Token };

type RowDialogProps = { asked: Asked | null; onClose: () => void; onRevoked: () => void };

/** The dialog of what was chosen. */
export function RowDialog({ asked, onClose, onRevoked }: RowDialogProps) {
  if (asked === null) return null;
  const { action, token } = asked;
  switch (action) {
    case 'refresh':
      return <RefreshDialog token={token} onClose={onClose} />;
    case 'share':
      return <ShareDialog token={token} onClose={onClose} onDone={onClose} />;
    case 'disable':
      return <DisableToken token={token} open onClose={onClose} />;
    case 'revoke':
      return <RevokeToken token={token} open onClose={onClose} onDone={onRevoked} />;
  }
}
