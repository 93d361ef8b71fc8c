import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../parts/button.tsx';
import { useNamespaces } from './choices.ts';
import styles from './create.module.css';
import { emptyRow, type GrantRow } from './draft.ts';
import { Fieldset } from './fieldset.tsx';
import { GrantRowFields } from './grant-row.tsx';
import type { Part } from './part.ts';
import { TYPES } from './types.ts';

/** What it may do: a row for each thing. */
export function GrantsField({ draft, errors, set }: Part) {
  const namespaces = useNamespaces(draft.projects);
  const { readOnly } = TYPES[draft.type];
  const add = useRef<HTMLButtonElement>(null);
  const change = (changed: GrantRow) =>
    set({ grants: draft.grants.map((row) => (row.key === changed.key ? changed : row)) });
  const remove = (key: number) => {
    set({ grants: draft.grants.filter((row) => row.key !== key) });
    add.current?.focus();
  };
  return (
    <Fieldset legend="Grants" error={errors.grants} hiddenLegend>
      {draft.grants.length > 0 && (
        <ol className={styles.grants}>
          {draft.grants.map((row, index) => (
            <li key={row.key}>
              <GrantRowFields
                row={row}
                number={index + 1}
                readOnly={readOnly}
                s3={draft.form === 's3'}
                namespaces={namespaces}
                onChange={change}
                onRemove={() => remove(row.key)}
              />
            </li>
          ))}
        </ol>
      )}
      <Button
        ref={add}
        onClick={() => set({ grants: [...draft.grants, emptyRow(draft.form === 's3' ? 'bucket' : 'namespace')] })}
      >
        <Plus aria-hidden size={16} /> Add a grant
      </Button>
    </Fieldset>
  );
}
