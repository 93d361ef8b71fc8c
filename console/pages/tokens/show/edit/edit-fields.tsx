import { TextArea, TextField } from '../../../../parts/fields/text-field.tsx';
import type { Token } from '../../rights.ts';
import styles from '../dialogs.module.css';
import type { Draft } from './draft.ts';
import { EditGrants } from './grants.tsx';

type EditFieldsProps = {
  token: Token;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  wrong: Record<string, string>;
};

/** Types whose rights are their grants. */
const BY_GRANTS = ['client', 'frontend', 'access'];

/** The fields that the token's type and format let one change. */
export function EditFields({ token, draft, onDraft, wrong }: EditFieldsProps) {
  const set = (change: Partial<Draft>) => onDraft({ ...draft, ...change });
  const signed = token.format === 'jwt';
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={100}
        value={draft.name}
        onValueChange={(name) => set({ name })}
        error={wrong.name}
      />
      <TextField
        label="Description"
        maxLength={255}
        value={draft.description}
        onValueChange={(description) => set({ description })}
        error={wrong.description}
      />
      {!signed && BY_GRANTS.includes(token.type) && (
        <EditGrants token={token} rows={draft.grants} onRows={(grants) => set({ grants })} error={wrong.grants} />
      )}
      {!signed && <Restrictions token={token} draft={draft} set={set} wrong={wrong} />}
    </>
  );
}

type RestrictionsProps = Omit<EditFieldsProps, 'onDraft'> & { set: (change: Partial<Draft>) => void };

function Restrictions({ token, draft, set, wrong }: RestrictionsProps) {
  return (
    <div className={styles.beside}>
      <TextArea
        mono
        label="Only from addresses"
        hint="CIDR blocks, one a line. Empty: from everywhere."
        value={draft.allowedIps}
        onValueChange={(allowedIps) => set({ allowedIps })}
        error={wrong.allowedIps}
      />
      <TextArea
        mono
        label="Only for clients"
        hint="Their ids, one a line. Empty: for any."
        value={draft.clients}
        onValueChange={(clients) => set({ clients })}
        error={wrong.clients}
      />
      {!token.s3 && (token.type === 'frontend' || token.allowedOrigins !== null) && (
        <TextArea
          mono
          label="Only from origins"
          hint="Such as https://shop.example.com, one a line."
          value={draft.allowedOrigins}
          onValueChange={(allowedOrigins) => set({ allowedOrigins })}
          error={wrong.allowedOrigins}
        />
      )}
      <TextField
        label="Works from, in UTC"
        type="datetime-local"
        hint="Empty: from now on."
        value={draft.notBefore}
        onValueChange={(notBefore) => set({ notBefore })}
        error={wrong.notBefore}
      />
      {!token.s3 && (
        <TextField
          mono
          label="Proves the key (DPoP)"
          hint="The RFC 7638 thumbprint of a key. Empty: no proof."
          value={draft.dpopKey}
          onValueChange={(dpopKey) => set({ dpopKey })}
          error={wrong.dpopKey}
        />
      )}
    </div>
  );
}
