import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import styles from './create.module.css';
import type { FieldsProps } from './form.tsx';

/** The version of an access key that signs what goes on, of those that the project has. */
export function SigningFields({ draft, onChange, errorAt }: FieldsProps) {
  const { project, signWith } = draft;
  const versions = useKeyVersions(project);
  const options = versions.map(({ guid, label }): [string, string] => [guid, label]);
  const isEnhanced = (guid: string) => versions.some((one) => one.guid === guid && one.isEnhanced);
  return (
    <div className={styles.pair}>
      <SelectField
        label="Sign with"
        value={signWith}
        options={[['', 'Nothing is signed'], ...options]}
        onValueChange={(guid) => onChange({ signWith: guid, enhancedTls: isEnhanced(guid) })}
        error={errorAt('document.signing.accessKeyVersionGuid')}
        hint={
          project === ''
            ? 'For a bucket: choose the project first, to see its access keys.'
            : 'For a bucket: a version of an access key of the project, that is active.'
        }
      />
      {signWith !== '' && (
        <TextField
          label="Region"
          value={draft.region}
          onValueChange={(region) => onChange({ region })}
          error={errorAt('document.signing.region')}
          hint="Of the bucket; auto does for Google Cloud Storage."
        />
      )}
    </div>
  );
}

type KeyVersion = { guid: string; label: string; isEnhanced: boolean };

function useKeyVersions(project: string): KeyVersion[] {
  const session = useSession();
  const { data = [] } = useQuery({
    queryKey: ['access-keys', 'versions-of', project],
    queryFn: ({ signal }) => listKeyVersions(project, signal),
    enabled: project !== '' && may(session, 'access_key:read', { project }),
  });
  return data;
}

/** A project has 50 keys at most, with two versions each. */
async function listKeyVersions(project: string, signal: AbortSignal): Promise<KeyVersion[]> {
  const { items: keys } = await ask(jeton.listAccessKeys({ query: { project, limit: 50 }, signal }));
  const versions = keys.map(async ({ accessKeyUid, accessKeyName, networkConfiguration }) => {
    const { items } = await ask(jeton.listAccessKeyVersions({ path: { uid: accessKeyUid }, signal }));
    const active = items.filter(({ deploymentStatus }) => deploymentStatus === 'ACTIVE');
    return active.map(({ versionGuid, version }) => ({
      guid: versionGuid,
      label: `${accessKeyName}, version ${version}`,
      isEnhanced: networkConfiguration.securityNetwork === 'ENHANCED_TLS',
    }));
  });
  return (await Promise.all(versions)).flat();
}
