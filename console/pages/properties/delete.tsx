import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import { counted } from '../../parts/words.ts';
import { refetchProperties } from './api.ts';
import { listed } from './document/words.ts';
import type { Property } from './property.tsx';

/** Deletes a property that is active nowhere; says what to do before, where it is. */
export function DeleteProperty({ property }: { property: Property }) {
  const { id, name, active, latestVersion } = property;
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const environments = Object.keys(active);
  const close = () => setOpen(false);
  const remove = async () => {
    await ask(jeton.deleteProperty({ path: { id } }));
    await navigate({ to: '/properties' });
    queries.removeQueries({ queryKey: ['properties', 'one', id] });
    toast.done(`The property ${name} is deleted`);
    await refetchProperties();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Delete …</Button>
      {environments.length > 0 ? (
        <Dialog
          title={`${name} is active`}
          open={open}
          onClose={close}
          footer={
            <Button variant="primary" onClick={close}>
              Close
            </Button>
          }
        >
          <p>
            It runs in {listed(environments, 'and')}. A property can be deleted when it is active nowhere: deactivate it
            there first. That takes it off the air, and keeps all versions, so that it can be activated again.
          </p>
        </Dialog>
      ) : (
        <Confirm
          title={`Delete ${name}?`}
          open={open}
          onClose={close}
          action="Delete the property"
          onConfirm={remove}
          typed={name}
          command={['property', 'delete', id]}
        >
          <p>
            {counted(latestVersion, 'version')} and the history of activations go with it, and do not come back. It is
            active nowhere, so no request breaks. The audit trail keeps what was done.
          </p>
        </Confirm>
      )}
    </>
  );
}
