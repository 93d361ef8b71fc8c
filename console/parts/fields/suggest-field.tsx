import { Autocomplete } from '@base-ui/react/autocomplete';
import styles from './combobox.module.css';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

type SuggestFieldProps = FieldProps & {
  value: string;
  onValueChange: (value: string) => void;
  suggestions: readonly string[];
  placeholder?: string;
};

/** A word that may be any, with those that are likely. */
export function SuggestField({
  label,
  hint,
  error,
  name,
  value,
  onValueChange,
  suggestions,
  placeholder,
}: SuggestFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} name={name}>
      <Autocomplete.Root
        items={[...suggestions]}
        value={value}
        onValueChange={(words) => onValueChange(words)}
        openOnInputClick
      >
        <Autocomplete.Input
          className={fieldStyles.control}
          placeholder={placeholder}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
        />
        {suggestions.length > 0 && (
          <Autocomplete.Portal>
            <Autocomplete.Positioner className={styles.positioner} sideOffset={4}>
              <Autocomplete.Popup className={styles.popup}>
                <Autocomplete.List className={styles.list}>
                  {(word: string) => (
                    <Autocomplete.Item key={word} value={word} className={`${styles.item} ${styles.plain}`}>
                      <span className={styles.words}>{word}</span>
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        )}
      </Autocomplete.Root>
    </Field>
  );
}
