import { Field as Base } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

type SelectFieldProps = FieldProps &
  Omit<ComponentProps<'select'>, 'className' | 'onChange'> & {
    /** Values, with what they are called. */
    options: readonly (readonly [value: string, label: string])[];
    onValueChange?: (value: string) => void;
  };

/** One of a few: the platform's own list, which phones and keyboards know. */
export function SelectField({ label, hint, error, name, options, onValueChange, ...control }: SelectFieldProps) {
  const select = (
    <select {...control} className={styles.control} onChange={(event) => onValueChange?.(event.target.value)}>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Base.Control render={select} />
    </Field>
  );
}
