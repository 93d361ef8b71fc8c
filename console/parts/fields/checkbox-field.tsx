import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

type CheckboxFieldProps = Omit<ComponentProps<'input'>, 'type' | 'className' | 'onChange'> & {
  label: ReactNode;
  hint?: ReactNode;
  onCheckedChange?: (checked: boolean) => void;
};

/** Yes or no. */
export function CheckboxField({ label, hint, onCheckedChange, ...control }: CheckboxFieldProps) {
  return <Choice {...control} type="checkbox" label={label} hint={hint} onChecked={onCheckedChange} />;
}

type RadioGroupProps<Value extends string> = {
  legend: ReactNode;
  name: string;
  value: Value;
  options: readonly (readonly [value: Value, label: ReactNode, hint?: ReactNode])[];
  onValueChange: (value: Value) => void;
};

/** One of a few, all of them in sight, each with a sentence. */
export function RadioGroup<Value extends string>({
  legend,
  name,
  value,
  options,
  onValueChange,
}: RadioGroupProps<Value>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {options.map(([option, label, hint]) => (
        <Choice
          key={option}
          type="radio"
          name={name}
          value={option}
          checked={option === value}
          label={label}
          hint={hint}
          onChecked={() => onValueChange(option)}
        />
      ))}
    </fieldset>
  );
}

type ChoiceProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  label: ReactNode;
  hint?: ReactNode;
  onChecked?: ((checked: boolean) => void) | undefined;
};

function Choice({ label, hint, onChecked, ...control }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <input
        {...control}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChecked?.(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
