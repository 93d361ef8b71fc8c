import { CheckboxField } from '../../../parts/fields/checkbox-field.tsx';
import styles from './create.module.css';

type ChecksProps<Choice extends string> = {
  legend: string;
  choices: readonly Choice[];
  chosen: readonly Choice[];
  onChosen: (chosen: Choice[]) => void;
  error?: string | undefined;
};

/** Any of a few words, in a row. */
export function Checks<Choice extends string>({ legend, choices, chosen, onChosen, error }: ChecksProps<Choice>) {
  return (
    <fieldset className={styles.checks}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <CheckboxField
          key={choice}
          label={choice}
          checked={chosen.includes(choice)}
          onCheckedChange={(checked) =>
            onChosen(choices.filter((one) => (one === choice ? checked : chosen.includes(one))))
          }
        />
      ))}
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </fieldset>
  );
}
