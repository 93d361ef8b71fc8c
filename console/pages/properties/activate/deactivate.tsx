import { ask, jeton } from '../../../api/jeton.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refetchProperties } from '../api.ts';
import type { Property } from '../property.tsx';

type DeactivateProps = { property: Property; environment: string; open: boolean; onClose: () => void };

/** Ends what an environment runs. */
export function Deactivate({ property: { id, name }, environment, open, onClose }: DeactivateProps) {
  const deactivate = async () => {
    await ask(jeton.activateProperty({ path: { id }, body: { type: 'DEACTIVATE', environment } }));
    toast.done(`${environment} runs ${name} no longer`, 'Every location knows within ten seconds.');
    await refetchProperties();
  };
  return (
    <Confirm
      title={`Deactivate ${name} in ${environment}?`}
      open={open}
      onClose={onClose}
      action="Deactivate it"
      onConfirm={deactivate}
      typed={environment}
      command={['property', 'deactivate', id, '--environment', environment]}
    >
      <p>
        Its hostnames there lead nowhere within ten seconds: whoever asks is not let through. They are then free for
        other properties. All versions stay, and any can be activated again.
      </p>
    </Confirm>
  );
}
