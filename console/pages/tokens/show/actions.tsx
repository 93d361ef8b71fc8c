import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { ButtonLink } from '../../../parts/link.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { useEnableToken } from '../confirmations.tsx';
import { hasEnded, rightsOver, type Token } from '../rights.ts';
import { canBeRepeated, likeIt } from './recreate.ts';
import type { Doing } from './view.ts';

/** What can be done with the token, as far as one may. */
export function Actions({ token, onOpen }: { token: Token; onOpen: (doing: Doing) => void }) {
  const rights = rightsOver(useSession(), token);
  const enable = useEnableToken();
  if (hasEnded(token)) {
    return (
      canBeRepeated(token) && (
        <ButtonLink to="/tokens/new" search={likeIt(token)}>
          Create one like it
        </ButtonLink>
      )
    );
  }
  return (
    <>
      {rights.enable && (
        <Button variant="primary" onClick={() => enable(token)}>
          Enable
        </Button>
      )}
      {rights.refresh && <Button onClick={() => onOpen('refresh')}>Refresh …</Button>}
      {rights.handOver && <Button onClick={() => onOpen('share')}>Hand over …</Button>}
      <ActionMenu
        label={`More to do with ${token.name}`}
        actions={[
          rights.patch && { label: 'Edit …', onSelect: () => onOpen('edit') },
          rights.handOver && token.retrievable && { label: 'Show the secret …', onSelect: () => onOpen('reveal') },
          rights.disable && { label: 'Disable …', onSelect: () => onOpen('disable') },
          rights.revoke && { label: 'Revoke …', onSelect: () => onOpen('revoke'), dangerous: true },
        ]}
      />
    </>
  );
}
