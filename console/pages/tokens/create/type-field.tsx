import styles from './create.module.css';
import { Fieldset } from './fieldset.tsx';
import { type MadeType, TYPES } from './types.ts';

type TypeFieldProps = {
  types: readonly MadeType[];
  value: MadeType;
  onValueChange: (type: MadeType) => void;
  error: string | undefined;
};

/** What the token is for: each type with a sentence. */
export function TypeField({ types, value, onValueChange, error }: TypeFieldProps) {
  return (
    <Fieldset legend="Type" error={error} hiddenLegend>
      <div className={styles.cards}>
        {types.map((type) => (
          <label key={type} className={styles.card}>
            <input
              type="radio"
              name="type"
              value={type}
              checked={type === value}
              aria-labelledby={`type-${type}`}
              aria-describedby={`type-${type}-for`}
              onChange={() => onValueChange(type)}
            />
            <span id={`type-${type}`} className={styles.cardTitle}>
              {TYPES[type].title}
            </span>
            <span id={`type-${type}-for`} className={styles.hint}>
              {TYPES[type].sentence}
            </span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}
