import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import type { Issuer } from './issuers.tsx';

/** Lets an issuer rest: nothing of it is exchanged, and what it gave ends. */
export function DisableIssuer({ issuer: { id, name }, onClose }: { issuer: Issuer; onClose: () => void }) {
  const disable = async () => {
    await set(id, false);
    toast.done(`${name} is disabled`);
  };
  return (
    <Confirm
      open
      title={`Disable ${name}?`}
      action="Disable it"
      onConfirm={disable}
      onClose={onClose}
      command={['trust', 'update', id, '--disable']}
    >
      <p>Its jobs get no tokens, and those that it gave end. It can be enabled again.</p>
    </Confirm>
  );
}

/** Nothing breaks by it, so nothing is asked. */
export function useEnableIssuer(): (issuer: Issuer) => Promise<void> {
  return async ({ id, name }) => {
    try {
      await set(id, true);
      toast.done(`${name} is enabled`);
    } catch (error) {
      toast.failed(`${name} is still disabled`, error);
    }
  };
}

async function set(id: string, enabled: boolean): Promise<void> {
  await ask(jeton.updateTrustedIssuer({ path: { id }, body: { enabled } }));
  await queries.invalidateQueries({ queryKey: ['trusted-issuers'] });
}
