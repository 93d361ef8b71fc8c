import { type ReactNode, useId } from 'react';
import styles from './create.module.css';

type FieldsetProps = {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  hiddenLegend?: boolean;
  children: ReactNode;
};

/** Several controls that answer one question, and what is wrong with the answer. */
export function Fieldset({ legend, hint, error, hiddenLegend = false, children }: FieldsetProps) {
  const id = useId();
  const described = [error !== undefined && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={styles.fieldset}
      aria-describedby={described || undefined}
      data-invalid={error !== undefined || undefined}
    >
      <legend className={hiddenLegend ? 'visually-hidden' : undefined}>{legend}</legend>
      {children}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}

type PillProps = {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  label: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
};

/** A choice that is as wide as its word. */
export function Pill({ label, onChecked, ...input }: PillProps) {
  return (
    <label className={styles.pill}>
      <input {...input} onChange={(event) => onChecked(event.target.checked)} />
      {label}
    </label>
  );
}
