import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Section } from '../../../parts/section.tsx';
import type { Draft } from './draft.ts';
import { EventFields } from './event-fields.tsx';
import { FilterFields } from './filter-fields.tsx';
import styles from './form.module.css';

export type FieldsProps = {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  errorAt: (path: string) => string | undefined;
};

/** All that a subscription is. `isNew`: its channel can still be chosen. */
export function SubscriptionFields({ isNew = false, ...fields }: FieldsProps & { isNew?: boolean }) {
  const { draft, onChange, errorAt } = fields;
  const isMail = draft.channel === 'mail';
  return (
    <>
      {isNew && (
        <RadioGroup
          legend="How it is told"
          name="channel"
          value={draft.channel}
          onValueChange={(channel) => onChange({ channel, address: '' })}
          options={[
            ['mail', 'By mail', 'For people: one letter tells of all that came due together.'],
            ['webhook', 'By webhook', 'For programs: a signed POST for each event, as Standard Webhooks has it.'],
          ]}
        />
      )}
      <div className={styles.pair}>
        <TextField
          key={draft.channel}
          label={isMail ? 'Mail address' : 'Address of the webhook'}
          type={isMail ? 'email' : 'url'}
          value={draft.address}
          onValueChange={(address) => onChange({ address })}
          error={errorAt('address')}
          autoComplete="off"
          spellCheck={false}
          required
          placeholder={isMail ? 'ops@example.com' : 'https://hooks.example.com/jeton'}
          hint={isMail ? 'It need not be that of a person here.' : 'https, on the public Internet.'}
        />
        <TextField
          label="Description"
          value={draft.description}
          onValueChange={(description) => onChange({ description })}
          error={errorAt('description')}
          maxLength={255}
          autoComplete="off"
          hint="What it is for, in a few words. It may be empty."
        />
      </div>
      <Section title="What it is told of">
        <EventFields {...fields} />
      </Section>
      <Section title="Where" hint="Each that is chosen must fit. Nothing chosen: all that happens.">
        <FilterFields {...fields} />
      </Section>
    </>
  );
}
