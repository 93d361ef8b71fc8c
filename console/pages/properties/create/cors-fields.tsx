import { TextField } from '../../../parts/fields/text-field.tsx';
import { Section } from '../../../parts/section.tsx';
import { Checks } from './checks.tsx';
import styles from './create.module.css';
import { METHODS } from './draft.ts';
import type { FieldsProps } from './form.tsx';

/** Whose pages may call it from a browser. */
export function CorsFields({ draft, onChange, errorAt }: FieldsProps) {
  return (
    <Section
      title="Browsers"
      hint="Pages of these origins may call it (CORS). Frontend tokens say their own allowed origins, without this."
    >
      <div className={styles.fields}>
        <TextField
          label="Origins"
          value={draft.corsOrigins}
          onValueChange={(corsOrigins) => onChange({ corsOrigins })}
          error={errorAt('document.cors')}
          autoCapitalize="off"
          spellCheck={false}
          placeholder="https://shop.example"
          hint="Several with a comma between them. Empty: the property leaves CORS to its origin."
        />
        {draft.corsOrigins.trim() !== '' && (
          <Checks
            legend="Methods that pages may use"
            choices={METHODS}
            chosen={draft.corsMethods}
            onChosen={(corsMethods) => onChange({ corsMethods })}
          />
        )}
      </div>
    </Section>
  );
}
