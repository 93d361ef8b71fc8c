import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './combobox.module.css';
import { Field, type FieldProps } from './field.tsx';

/** One of many. `more`: what tells it from others of the same name. */
export type Choice = { value: string; label: string; more?: string | undefined };

type Common = FieldProps & {
  options: readonly Choice[];
  placeholder?: string;
  /** With it, the options are what the API finds for the words typed so far: they are not filtered here. */
  onSearch?: ((words: string) => void) | undefined;
  /** What is said where nothing fits. */
  none?: string;
};

type ComboboxFieldProps = Common & { value: Choice | null; onValueChange: (choice: Choice | null) => void };

/** One of many, found by typing. */
export function ComboboxField({ label, hint, error, name, value, onValueChange, ...rest }: ComboboxFieldProps) {
  const { options, placeholder, onSearch, none } = rest;
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Combobox.Root
        items={withChosen(options, value === null ? [] : [value])}
        value={value}
        onValueChange={onValueChange}
        isItemEqualToValue={isEqual}
        filter={onSearch ? null : undefined}
        onInputValueChange={(words, { reason }) => onSearch?.(reason === 'input-change' ? words : '')}
        autoHighlight
      >
        <Combobox.InputGroup className={styles.group}>
          <Combobox.Input className={styles.input} placeholder={placeholder} />
          {value !== null && (
            <Combobox.Clear className={styles.button} aria-label="Clear" render={<button type="button" />}>
              <X aria-hidden size={16} />
            </Combobox.Clear>
          )}
          <Combobox.Trigger className={styles.button} aria-label="Show the choices">
            <ChevronDown aria-hidden size={16} />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Popup none={none} />
      </Combobox.Root>
    </Field>
  );
}

type ComboboxManyFieldProps = Common & { values: readonly Choice[]; onValuesChange: (choices: Choice[]) => void };

/** Some of many, found by typing; each that is chosen can be taken away again. */
export function ComboboxManyField({
  label,
  hint,
  error,
  name,
  values,
  onValuesChange,
  ...rest
}: ComboboxManyFieldProps) {
  const { options, placeholder, onSearch, none } = rest;
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Combobox.Root
        multiple
        items={withChosen(options, values)}
        value={[...values]}
        onValueChange={onValuesChange}
        isItemEqualToValue={isEqual}
        filter={onSearch ? null : undefined}
        onInputValueChange={(words, { reason }) => onSearch?.(reason === 'input-change' ? words : '')}
        autoHighlight
      >
        <Combobox.InputGroup className={styles.group}>
          <Combobox.Chips className={styles.chips} aria-label={values.length > 0 ? 'Chosen' : undefined}>
            {values.map((choice) => (
              <Combobox.Chip
                key={choice.value}
                className={styles.chip}
                aria-label={choice.label}
                aria-description="Delete or Backspace takes it away"
              >
                {choice.label}
                <Combobox.ChipRemove className={styles.remove} aria-label={`Take ${choice.label} away`}>
                  <X aria-hidden size={14} />
                </Combobox.ChipRemove>
              </Combobox.Chip>
            ))}
            <Combobox.Input className={styles.input} placeholder={values.length === 0 ? placeholder : undefined} />
          </Combobox.Chips>
          <Combobox.Trigger className={styles.button} aria-label="Show the choices">
            <ChevronDown aria-hidden size={16} />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Popup none={none} />
      </Combobox.Root>
    </Field>
  );
}

function Popup({ none = 'Nothing fits.' }: { none?: string | undefined }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner className={styles.positioner} sideOffset={4}>
        <Combobox.Popup className={styles.popup}>
          <Combobox.Empty>
            <p className={styles.none}>{none}</p>
          </Combobox.Empty>
          <Combobox.List className={styles.list}>{option}</Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

function option(choice: Choice): ReactNode {
  return (
    <Combobox.Item key={choice.value} value={choice} className={styles.item}>
      <Combobox.ItemIndicator className={styles.indicator}>
        <Check aria-hidden size={15} />
      </Combobox.ItemIndicator>
      <span className={styles.words}>
        {choice.label}
        {choice.more && <span className={styles.more}>{choice.more}</span>}
      </span>
    </Combobox.Item>
  );
}

function isEqual(one: Choice, other: Choice): boolean {
  return one.value === other.value;
}

/** What is chosen is a choice, whether the list has come that far or not. */
function withChosen(options: readonly Choice[], chosen: readonly Choice[]): Choice[] {
  const missing = chosen.filter(({ value }) => !options.some((known) => known.value === value));
  return [...options, ...missing];
}
