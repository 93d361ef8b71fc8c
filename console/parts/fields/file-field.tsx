import { Field as Base } from '@base-ui/react/field';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

type FileFieldProps = FieldProps & { onFile: (file: File | null) => void };

/** One file of the reader's disk. */
export function FileField({ label, hint, error, name, onFile }: FileFieldProps) {
  const input = (
    <input type="file" className={styles.control} onChange={({ target }) => onFile(target.files?.[0] ?? null)} />
  );
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Base.Control render={input} />
    </Field>
  );
}
