import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../settings.module.css';
import { DisableIssuer } from './disable.tsx';
import type { Issuer } from './issuers.tsx';

/** Trusts an issuer no longer, and offers to let it rest instead. */
export function DeleteIssuer({ issuer, onClose }: { issuer: Issuer; onClose: () => void }) {
  const { id, name, project, enabled } = issuer;
  const session = useSession();
  const [gentler, setGentler] = useState(false);
  if (gentler) return <DisableIssuer issuer={issuer} onClose={onClose} />;
  const remove = async () => {
    await ask(jeton.deleteTrustedIssuer({ path: { id } }));
    await queries.invalidateQueries({ queryKey: ['trusted-issuers'] });
    toast.done(`${name} is trusted no longer`);
  };
  return (
    <Confirm
      open
      title={`Delete ${name}?`}
      action="Trust it no longer"
      typed={name}
      onConfirm={remove}
      onClose={onClose}
      command={['trust', 'delete', id]}
    >
      <div className={styles.words}>
        <p>Its jobs get no tokens any more, and the tokens that it gave end.</p>
        {enabled && may(session, 'trusted_issuer:update', { project }) && (
          <p>
            Only for now? Disabling stops it as well, and can be undone.{' '}
            <Button onClick={() => setGentler(true)}>Disable it instead</Button>
          </p>
        )}
      </div>
    </Confirm>
  );
}
