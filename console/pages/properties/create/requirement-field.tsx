import { Trash2 } from 'lucide-react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import styles from './create.module.css';
import type { RequirementDraft } from './draft.ts';
import type { ErrorAt } from './errors.ts';

type RequirementFieldProps = {
  requirement: RequirementDraft;
  label: string;
  errorAt: ErrorAt;
  onChange: (next: Partial<RequirementDraft>) => void;
  onRemove: () => void;
};

/** One grant that a token must have: `orders:{shop}:read`. */
export function RequirementField({ requirement, label, errorAt, onChange, onRemove }: RequirementFieldProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a legend where the row has none.
    <div role="group" aria-label={label} className={styles.requirement}>
      <TextField
        label="Resource"
        mono
        value={requirement.resource}
        onValueChange={(resource) => onChange({ resource })}
        error={errorAt('resource')}
        placeholder="orders"
        required
      />
      <TextField
        label="Name"
        mono
        value={requirement.name}
        onValueChange={(name) => onChange({ name })}
        error={errorAt('name')}
        placeholder="{shop}"
        hint="{shop} is taken from the path."
        required
      />
      <TextField
        label="Action"
        mono
        value={requirement.action}
        onValueChange={(action) => onChange({ action })}
        error={errorAt('action')}
        placeholder="read"
        hint="{method}: read, write or delete, by the method."
        required
      />
      <Button variant="quiet" aria-label={`Remove: ${label}`} title="Remove" onClick={onRemove}>
        <Trash2 aria-hidden size={16} />
      </Button>
    </div>
  );
}
