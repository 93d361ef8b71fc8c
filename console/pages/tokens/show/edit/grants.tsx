import { emptyDraft, type GrantRow } from '../../create/draft.ts';
import { GrantsField } from '../../create/grants-field.tsx';
import { type MadeType, TYPES } from '../../create/types.ts';
import type { Token } from '../../rights.ts';
import styles from '../dialogs.module.css';

type EditGrantsProps = {
  token: Token;
  rows: readonly GrantRow[];
  onRows: (rows: readonly GrantRow[]) => void;
  error: string | undefined;
};

/** The grants of a token, as the form for a new one has them. */
export function EditGrants({ token, rows, onRows, error }: EditGrantsProps) {
  const { type, projects, s3 } = token;
  if (!isMade(type)) return null;
  const draft = { ...emptyDraft(type), projects, form: s3 ? ('s3' as const) : ('opaque' as const), grants: rows };
  return (
    <div className={styles.titled}>
      <h3>What it may do</h3>
      <GrantsField
        draft={draft}
        errors={error === undefined ? {} : { grants: error }}
        set={({ grants }) => grants && onRows(grants)}
      />
    </div>
  );
}

function isMade(type: Token['type']): type is MadeType {
  return Object.hasOwn(TYPES, type);
}
