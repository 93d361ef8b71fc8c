import { useState } from 'react';
import { CheckboxField } from '../../../parts/fields/checkbox-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';

export const SHORTEST_PASSWORD = 12;

type PasswordFieldProps = {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  error: string | undefined;
  required?: boolean;
  hint: string;
};

/** A new password, which can be looked at while it is typed. */
export function PasswordField({ value, required = false, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        {...field}
        name="password"
        type={shown ? 'text' : 'password'}
        value={value}
        required={required}
        minLength={SHORTEST_PASSWORD}
        maxLength={256}
        autoComplete="new-password"
        spellCheck={false}
      />
      <CheckboxField label="Show what I type" checked={shown} onCheckedChange={setShown} />
    </>
  );
}
