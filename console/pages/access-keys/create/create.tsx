import { useRef, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { type AccessKey, refetchAccessKeys } from '../api.ts';
import { METHODS, NETWORKS } from '../words.ts';
import styles from './create.module.css';
import { CredentialFields } from './credential-fields.tsx';
import { ProjectField } from './project-field.tsx';

type CreateAccessKeyProps = {
  project: string;
  onClose: () => void;
  /** It is being activated: what becomes of it is asked for by this id. */
  onAccepted: (requestId: string) => unknown;
};

/** Hands the key of a cloud over, as the first version of a new access key. */
export function CreateAccessKey({ project: given, onClose, onAccepted }: CreateAccessKeyProps) {
  const [project, setProject] = useState(given);
  const [accessKeyName, setName] = useState('');
  const [note, setNote] = useState('');
  const [authenticationMethod, setMethod] = useState<AccessKey['authenticationMethod']>('AWS4_HMAC_SHA256');
  const [securityNetwork, setNetwork] = useState<AccessKey['networkConfiguration']['securityNetwork']>('STANDARD_TLS');
  const [cloudAccessKeyId, setKeyId] = useState('');
  const secret = useRef<HTMLInputElement>(null);
  const create = async () => {
    const credentials = { cloudAccessKeyId, cloudSecretAccessKey: secret.current?.value ?? '' };
    const body = { accessKeyName: accessKeyName.trim(), authenticationMethod, project, note: note.trim() || null };
    const networkConfiguration = { securityNetwork };
    const { requestId } = await ask(jeton.createAccessKey({ body: { ...body, credentials, networkConfiguration } }));
    await onAccepted(requestId);
    await refetchAccessKeys();
  };
  return (
    <FormDialog
      title="Add an access key"
      description="Nothing of a key can be changed later: another credential is another version, all else is another key."
      action="Add the access key"
      onSubmit={create}
      onClose={onClose}
      wide
      command={[
        ['access-key', 'create', accessKeyName.trim() || 'NAME', '--project', project || 'PROJECT'],
        authenticationMethod !== 'AWS4_HMAC_SHA256' && ['--method', authenticationMethod],
        securityNetwork !== 'STANDARD_TLS' && ['--network', securityNetwork],
        note.trim() !== '' && ['--note', note.trim()],
        ['--cloud-key-id', cloudAccessKeyId || 'ID', '--cloud-secret-file', 'secret.txt', '--wait'],
      ]}
    >
      {(errorOf) => (
        <>
          <div className={styles.pair}>
            <TextField
              label="Name"
              value={accessKeyName}
              onValueChange={setName}
              error={errorOf('accessKeyName')}
              maxLength={50}
              autoComplete="off"
              required
              hint="One of its name in a project: photos"
            />
            <ProjectField value={project} onValueChange={setProject} error={errorOf('project')} />
          </div>
          <div className={styles.pair}>
            <RadioGroup
              legend="Signs for"
              name="method"
              value={authenticationMethod}
              onValueChange={setMethod}
              options={METHODS}
            />
            <RadioGroup
              legend="Network"
              name="network"
              value={securityNetwork}
              onValueChange={setNetwork}
              options={NETWORKS}
            />
          </div>
          <CredentialFields
            keyId={cloudAccessKeyId}
            onKeyId={setKeyId}
            secret={secret}
            errorOf={errorOf}
            under="credentials."
          />
          <TextField
            label="Note"
            value={note}
            onValueChange={setNote}
            error={errorOf('note')}
            maxLength={255}
            hint="What it is for, in a few words. It may be empty."
          />
        </>
      )}
    </FormDialog>
  );
}
