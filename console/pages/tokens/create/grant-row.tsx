import { Trash2 } from 'lucide-react';
import { formatGrant } from '../../../../src/contract/grant-words.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { SuggestField } from '../../../parts/fields/suggest-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import styles from './create.module.css';
import { ACTIONS, GRANT_KINDS, type GrantKind, type GrantRow, grantOf } from './draft.ts';
import { Fieldset, Pill } from './fieldset.tsx';

type GrantRowProps = {
  row: GrantRow;
  number: number;
  readOnly: boolean;
  s3: boolean;
  namespaces: readonly string[];
  onChange: (row: GrantRow) => void;
  onRemove: () => void;
};

const KINDS: Record<GrantKind, string> = {
  namespace: 'Namespace',
  bucket: 'Bucket',
  component: 'Component',
  other: 'Other',
};
const NAMES: Record<GrantKind, string> = {
  namespace: 'marketing, or * for all',
  bucket: 'assets, or assets/public/*',
  component: 'resizer, or * for all',
  other: 'its name, or * for all',
};

/** One grant: which thing, and what may be done with it. */
export function GrantRowFields({ row, number, readOnly, s3, namespaces, onChange, onRemove }: GrantRowProps) {
  const grant = grantOf(row, readOnly);
  const kinds = GRANT_KINDS.filter((kind) => kind === row.kind || fits(kind, { s3, readOnly }));
  return (
    <fieldset className={styles.grant} data-kind={row.kind}>
      <legend className="visually-hidden">Grant {number}</legend>
      <SelectField
        label="On a"
        value={row.kind}
        options={kinds.map((kind) => [kind, KINDS[kind]])}
        onValueChange={(kind) => onChange({ ...row, kind: kind as GrantKind, actions: [] })}
      />
      <div className={styles.named}>
        {row.kind === 'other' && (
          <TextField
            label="Of the sort"
            value={row.resource}
            placeholder="orders"
            autoCapitalize="none"
            onValueChange={(resource) => onChange({ ...row, resource })}
          />
        )}
        <SuggestField
          label="Called"
          value={row.name}
          suggestions={row.kind === 'namespace' ? [...namespaces, '*'] : []}
          placeholder={NAMES[row.kind]}
          onValueChange={(name) => onChange({ ...row, name })}
        />
      </div>
      <Actions row={row} readOnly={readOnly} onChange={onChange} />
      <div className={styles.grantEnd}>
        <code>{grant === null ? '' : formatGrant(grant)}</code>
        <Button variant="quiet" aria-label={`Remove grant ${number}`} title="Remove" onClick={onRemove}>
          <Trash2 aria-hidden size={16} />
        </Button>
      </div>
    </fieldset>
  );
}

/** What signs S3 requests does nothing else; in a page, nothing runs by a token. */
function fits(kind: GrantKind, { s3, readOnly }: { s3: boolean; readOnly: boolean }): boolean {
  if (s3) return kind === 'bucket';
  return !readOnly || kind !== 'component';
}

function Actions({ row, readOnly, onChange }: Pick<GrantRowProps, 'row' | 'readOnly' | 'onChange'>) {
  if (row.kind === 'other') {
    return (
      <TextField
        label="It may"
        value={row.words}
        placeholder={readOnly ? 'read' : 'read, list'}
        autoCapitalize="none"
        onValueChange={(words) => onChange({ ...row, words })}
      />
    );
  }
  const actions = readOnly ? ['read'] : ACTIONS[row.kind];
  const change = (action: string, checked: boolean) => {
    const others = row.actions.filter((other) => other !== action);
    onChange({ ...row, actions: checked ? [...others, action] : others });
  };
  return (
    <Fieldset legend="It may">
      <div className={styles.pills}>
        {actions.map((action) => (
          <Pill
            key={action}
            type="checkbox"
            name={`grant-${row.key}`}
            value={action}
            label={action}
            checked={row.actions.includes(action)}
            onChecked={(checked) => change(action, checked)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
