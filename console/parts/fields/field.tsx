import { Field as Base } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import styles from './field.module.css';

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the value, as the API or the page says it. */
  error?: string | undefined;
  name?: string | undefined;
};

/** A label, a control, a hint and what is wrong, tied together for screen readers. The control is one of the others here. */
export function Field({ label, hint, error, name, children }: FieldProps & { children: ReactNode }) {
  return (
    <Base.Root name={name} invalid={error !== undefined} className={styles.field}>
      <Base.Label className={styles.label}>{label}</Base.Label>
      {children}
      {error !== undefined && (
        <Base.Error match className={styles.error}>
          {error}
        </Base.Error>
      )}
      {hint && <Base.Description className={styles.hint}>{hint}</Base.Description>}
    </Base.Root>
  );
}
