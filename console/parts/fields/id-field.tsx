import { TextField } from './text-field.tsx';

type IdFieldProps = {
  label?: string;
  name?: string;
  value: string;
  onValueChange: (value: string) => void;
  error: string | undefined;
  example: string;
  /** After "It never changes: ". */
  why: string;
};

const LONGEST = 32;

/** The name of a thing in addresses, grants and commands. */
export function IdField({ label = 'Id', name = 'id', example, why, ...field }: IdFieldProps) {
  return (
    <TextField
      {...field}
      label={label}
      name={name}
      required
      maxLength={LONGEST}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      placeholder={example}
      hint={`1 to ${LONGEST} of a-z, 0-9, _ and -. It never changes: ${why}`}
    />
  );
}
