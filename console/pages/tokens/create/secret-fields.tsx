import { useSession } from '../../../app/session.tsx';
import { CheckboxField, RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { PersonField } from '../../../parts/fields/person-field.tsx';
import { TextArea } from '../../../parts/fields/text-field.tsx';
import styles from './create.module.css';
import { Disclosure } from './disclosure.tsx';
import { type Draft, type GrantRow, isUntouched, type SecretForm } from './draft.ts';
import type { Part } from './part.ts';
import { mayCreateEverywhere } from './rights.ts';
import { TYPES } from './types.ts';

const FORMS = [
  ['opaque', 'A string', 'Sent with each request, as a bearer token. Whoever takes it asks Jeton.'],
  ['jwt', 'A signed token (JWT)', 'Others can check it without asking, by the public keys of this deployment.'],
  ['s3', 'A key pair for S3', 'It signs S3 requests at the gateway, and does nothing else. Its grants are on buckets.'],
] as const;

/** Who owns it, what its secret looks like, and whether that can be shown again. */
export function SecretFields({ draft, errors, set }: Part) {
  const session = useSession();
  const { forms } = TYPES[draft.type];
  const owners = mayCreateEverywhere(session);
  const wrong = ['owner', 'format', 's3', 'audience', 'retrievable'].some((field) => errors[field] !== undefined);
  if (!owners && draft.type === 'frontend') return null;
  return (
    <Disclosure
      title={owners ? 'Owner and secret' : 'Secret'}
      said={said(draft, owners)}
      wrong={wrong}
      startsOpen={draft.owner !== '' || draft.form !== 'opaque' || draft.retrievable}
    >
      {owners && (
        <PersonField
          label="Owner"
          placeholder="You"
          hint="They see it among their tokens, may refresh and revoke it, and are told before it ends."
          value={draft.owner}
          error={errors.owner}
          onValueChange={(owner) => set({ owner })}
        />
      )}
      {forms && (
        <RadioGroup
          legend="Its secret is"
          name="form"
          value={draft.form}
          options={FORMS}
          onValueChange={(form) => set({ form, grants: draft.grants.map((row) => onBuckets(row, form)) })}
        />
      )}
      {(errors.format ?? errors.s3) && <p className={styles.error}>{errors.format ?? errors.s3}</p>}
      {forms && draft.form === 'jwt' && (
        <TextArea
          label="Audience"
          mono
          rows={2}
          value={draft.audience}
          error={errors.audience}
          hint="Who takes it: what each calls itself, mostly its address, a line each. Left empty: this deployment."
          onValueChange={(audience) => set({ audience })}
        />
      )}
      {draft.type !== 'frontend' && (
        <CheckboxField
          label="Keep the secret, so that it can be shown again"
          hint="It is kept sealed, and each look at it is in the audit. Better without, where a lost one can be replaced."
          checked={draft.retrievable}
          onCheckedChange={(retrievable) => set({ retrievable })}
        />
      )}
    </Disclosure>
  );
}

function said({ type, owner, form, retrievable }: Draft, owners: boolean): string {
  const whose = owners && (owner === '' ? 'yours' : 'for another person');
  const shown = type !== 'frontend' && (retrievable ? 'can be shown again' : 'shown this once');
  return [whose, TYPES[type].forms && SAID[form], shown].filter(Boolean).join(', ');
}

const SAID: Record<SecretForm, string> = { opaque: 'a string', jwt: 'a signed token', s3: 'a key pair for S3' };

/** What signs S3 requests reaches buckets only. What was written for buckets stays so. */
function onBuckets(row: GrantRow, form: SecretForm): GrantRow {
  if (form === 's3') return row.kind === 'namespace' ? { ...row, kind: 'bucket' } : row;
  return isUntouched(row) ? { ...row, kind: 'namespace' } : row;
}
