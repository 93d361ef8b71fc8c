import { Field as Base } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

type TextFieldProps = FieldProps &
  Omit<ComponentProps<typeof Base.Control>, 'className' | 'render'> & { mono?: boolean };

/** One line of text. */
export function TextField({ label, hint, error, name, mono = false, ...control }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Base.Control {...control} className={`${styles.control} ${mono ? styles.mono : ''}`} />
    </Field>
  );
}

type TextAreaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'className' | 'onChange'> & {
    mono?: boolean;
    onValueChange?: (value: string) => void;
  };

/** Several lines of text. */
export function TextArea({ label, hint, error, name, mono = false, onValueChange, ...control }: TextAreaProps) {
  const area = (
    <textarea
      rows={3}
      {...control}
      onChange={(event) => onValueChange?.(event.target.value)}
      className={`${styles.control} ${mono ? styles.mono : ''}`}
    />
  );
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Base.Control render={area} />
    </Field>
  );
}
