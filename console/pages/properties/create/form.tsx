import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { TextArea, TextField } from '../../../parts/fields/text-field.tsx';
import { Section } from '../../../parts/section.tsx';
import { consistencyInWords } from '../document/words.ts';
import { CorsFields } from './cors-fields.tsx';
import styles from './create.module.css';
import type { Draft } from './draft.ts';
import type { ErrorAt } from './errors.ts';
import { HostnameFields } from './hostname-fields.tsx';
import { RuleFields } from './rules.tsx';
import { SigningFields } from './signing-fields.tsx';

export type FieldsProps = { draft: Draft; onChange: (next: Partial<Draft>) => void; errorAt: ErrorAt };

/** The usual property, field by field. */
export function Form(fields: FieldsProps) {
  const { draft, onChange, errorAt } = fields;
  return (
    <>
      <HostnameFields {...fields} />
      <Section title="Origin" hint="Where requests are sent on to.">
        <div className={styles.fields}>
          <TextField
            label="Address"
            type="url"
            value={draft.url}
            onValueChange={(url) => onChange({ url })}
            error={errorAt('document.origin')}
            placeholder="https://api.example.org/v2"
            hint="https, and public. Its path stands before that of each request; it has no query."
            required
          />
          <SigningFields {...fields} />
        </div>
      </Section>
      <Section title="Who is let in">
        <div className={styles.fields}>
          <RadioGroup
            legend="What it speaks"
            name="speaks"
            value={draft.speaks}
            onValueChange={(speaks) => onChange({ speaks })}
            options={[
              ['http', 'HTTP, by rules', 'The first rule that fits the path and the method decides.'],
              [
                's3',
                'S3',
                'For aws, rclone and the like: they sign with the key pair of a token. Needs a key that signs.',
              ],
            ]}
          />
          {draft.speaks === 'http' ? <RuleFields {...fields} /> : <BucketField {...fields} />}
          <RadioGroup
            legend="How quickly a revoked token is refused"
            name="consistency"
            value={draft.consistency}
            onValueChange={(consistency) => onChange({ consistency })}
            options={(['bounded', 'strict', 'edge'] as const).map((one): [typeof one, string] => [
              one,
              consistencyInWords(one),
            ])}
          />
        </div>
      </Section>
      {draft.speaks === 'http' && <CorsFields {...fields} />}
    </>
  );
}

function BucketField({ draft, onChange, errorAt }: FieldsProps) {
  return (
    <TextArea
      label="Buckets"
      mono
      spellCheck={false}
      value={draft.buckets}
      onValueChange={(buckets) => onChange({ buckets })}
      error={errorAt('document.s3')}
      placeholder="assets = shop-assets-eu"
      hint="One a line: what clients and grants call it; behind = what the origin calls it, where that differs."
    />
  );
}
