import { useRef, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { type AccessKey, refetchAccessKeys } from '../api.ts';
import { CredentialFields } from '../create/credential-fields.tsx';
import { cloudOf } from '../words.ts';

type AddVersionProps = { accessKey: AccessKey; onClose: () => void; onAccepted: (requestId: string) => unknown };

/** Hands over the credential that takes over. */
export function AddVersion({ accessKey, onClose, onAccepted }: AddVersionProps) {
  const { accessKeyUid: uid, accessKeyName, authenticationMethod, latestVersion } = accessKey;
  const [cloudAccessKeyId, setKeyId] = useState('');
  const secret = useRef<HTMLInputElement>(null);
  const add = async () => {
    const body = { cloudAccessKeyId, cloudSecretAccessKey: secret.current?.value ?? '' };
    const { requestId } = await ask(jeton.createAccessKeyVersion({ path: { uid }, body }));
    await onAccepted(requestId);
    await refetchAccessKeys();
  };
  return (
    <FormDialog
      title={`Add version ${latestVersion + 1} of ${accessKeyName}`}
      description={`Make it in ${cloudOf(authenticationMethod)} first, with the rights of the one before. Nothing signs with it until a property that names it is activated.`}
      action="Add the version"
      onSubmit={add}
      onClose={onClose}
      command={[
        ['access-key', 'add-version', uid, '--cloud-key-id', cloudAccessKeyId || 'ID'],
        ['--cloud-secret-file', 'secret.txt', '--wait'],
      ]}
    >
      {(errorOf) => <CredentialFields keyId={cloudAccessKeyId} onKeyId={setKeyId} secret={secret} errorOf={errorOf} />}
    </FormDialog>
  );
}
