import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import { counted } from '../../parts/words.ts';
import { type AccessKey, refetchAccessKeys, type Version } from './api.ts';

/** Deletes a key whose versions are gone; says what to do before, where some are left. */
export function DeleteAccessKey({ accessKey, versions }: { accessKey: AccessKey; versions: readonly Version[] }) {
  const { accessKeyUid: uid, accessKeyName } = accessKey;
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const close = () => setOpen(false);
  const remove = async () => {
    await ask(jeton.deleteAccessKey({ path: { uid } }));
    await navigate({ to: '/access-keys' });
    queries.removeQueries({ queryKey: ['access-keys', 'one', uid] });
    toast.done(`The access key ${accessKeyName} is deleted`);
    await refetchAccessKeys();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Delete …</Button>
      {versions.length > 0 ? (
        <Dialog
          title={`${accessKeyName} still has ${counted(versions.length, 'version')}`}
          open={open}
          onClose={close}
          footer={
            <Button variant="primary" onClick={close}>
              Close
            </Button>
          }
        >
          <p>
            A key can be deleted when its versions are gone: delete these first, which is refused while an active
            property signs with them, and wait until they are gone. That takes five minutes at the most.
          </p>
        </Dialog>
      ) : (
        <Confirm
          title={`Delete ${accessKeyName}?`}
          action="Delete the access key"
          onConfirm={remove}
          onClose={close}
          open={open}
          typed={accessKeyName}
          command={['access-key', 'delete', uid]}
        >
          <p>
            Its versions are gone, so nothing signs with it, and no request breaks. Its name is free again. The audit
            trail keeps what was done.
          </p>
        </Confirm>
      )}
    </>
  );
}
