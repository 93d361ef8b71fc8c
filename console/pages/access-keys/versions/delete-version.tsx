import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refetchAccessKeys, usesOf, type Version } from '../api.ts';
import { UsingProperties } from './using-properties.tsx';
import styles from './versions.module.css';

type DeleteVersionProps = { version: Version; onClose: () => void };

/** Deletes a version that nothing signs with; of one that is in use it says what to do before. */
export function DeleteVersion({ version, onClose }: DeleteVersionProps) {
  const { accessKeyUid: uid, version: number } = version;
  // Asked anew: what is shown on the page may be from before an activation.
  const uses = useQuery({ ...usesOf(uid, number), staleTime: 0 });
  if (uses.data === undefined) {
    return (
      <Dialog title={`Delete version ${number}?`} open onClose={onClose}>
        {uses.error ? <Problem error={uses.error} /> : <Loading label="Asking what signs with it" />}
      </Dialog>
    );
  }
  if (uses.data.length > 0) {
    return (
      <Dialog
        title={`Version ${number} is in use`}
        open
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        }
      >
        <p>These sign with it. Let each sign with another version, and activate that, before you delete this one.</p>
        <UsingProperties properties={uses.data} />
      </Dialog>
    );
  }
  return <ConfirmDeletion version={version} onClose={onClose} />;
}

function ConfirmDeletion({ version, onClose }: DeleteVersionProps) {
  const { accessKeyUid: uid, version: number, cloudAccessKeyId } = version;
  const queryClient = useQueryClient();
  const remove = async () => {
    try {
      await ask(jeton.deleteAccessKeyVersion({ path: { uid, version: number } }));
    } catch (error) {
      // A property may have been activated meanwhile: then it is named here.
      await queryClient.invalidateQueries(usesOf(uid, number));
      throw error;
    }
    toast.done(`Version ${number} is being deleted`, 'It is gone within five minutes.');
    await refetchAccessKeys();
  };
  return (
    <Confirm
      title={`Delete version ${number}?`}
      action="Delete the version"
      onConfirm={remove}
      onClose={onClose}
      open
      typed={cloudAccessKeyId}
      command={['access-key', 'delete-version', uid, number]}
    >
      <div className={styles.words}>
        <p>
          No active property signs with it, so no request breaks. Versions of properties that name it can no longer be
          activated: going back to one of them needs the key again.
        </p>
        <p>Once it is gone, delete the credential in the cloud as well.</p>
      </div>
    </Confirm>
  );
}
