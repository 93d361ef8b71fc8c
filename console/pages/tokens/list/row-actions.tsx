import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../../../app/session.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { rightsOver, type Token } from '../rights.ts';

export type RowAction = 'refresh' | 'share' | 'disable' | 'enable' | 'revoke';

/** What one may do with a token of the list. What one may not is not offered. */
export function RowActions({ token, onAction }: { token: Token; onAction: (action: RowAction) => void }) {
  const navigate = useNavigate();
  const rights = rightsOver(useSession(), token);
  return (
    <ActionMenu
      label={`Actions for ${token.name}`}
      actions={[
        { label: 'Open', onSelect: () => navigate({ to: '/tokens/$id', params: { id: token.id } }) },
        rights.refresh && { label: 'Refresh', onSelect: () => onAction('refresh') },
        rights.handOver && { label: 'Share', onSelect: () => onAction('share') },
        rights.disable && { label: 'Disable', onSelect: () => onAction('disable') },
        rights.enable && { label: 'Enable', onSelect: () => onAction('enable') },
        rights.revoke && { label: 'Revoke', onSelect: () => onAction('revoke'), dangerous: true },
      ]}
    />
  );
}
