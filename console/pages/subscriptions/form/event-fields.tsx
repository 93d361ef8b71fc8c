import { CheckboxField } from '../../../parts/fields/checkbox-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { EVENT_GROUPS, EVENT_WORDS, type NoticeEvent } from '../events.ts';
import { thresholdIssue } from './draft.ts';
import type { FieldsProps } from './fields.tsx';
import styles from './form.module.css';

/** The events, each with a sentence on when it happens. */
export function EventFields(fields: FieldsProps) {
  const {
    draft: { events },
    onChange,
    errorAt,
  } = fields;
  const turn = (event: NoticeEvent, on: boolean) =>
    onChange({ events: on ? [...events, event] : events.filter((each) => each !== event) });
  const error = errorAt('events') ?? (events.length === 0 ? 'Choose one at least.' : undefined);
  return (
    <>
      <div className={styles.groups}>
        {EVENT_GROUPS.map(({ title, events: ofGroup }) => (
          <fieldset key={title} className={styles.group}>
            <legend>{title}</legend>
            {ofGroup.map((event) => (
              <CheckboxField
                key={event}
                label={<code>{event}</code>}
                hint={EVENT_WORDS[event]}
                checked={events.includes(event)}
                onCheckedChange={(on) => turn(event, on)}
              />
            ))}
            {ofGroup.includes('token.expiring') && events.includes('token.expiring') && <Thresholds {...fields} />}
          </fieldset>
        ))}
      </div>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </>
  );
}

function Thresholds({ draft, onChange, errorAt }: FieldsProps) {
  return (
    <TextField
      label="How long before the end"
      value={draft.thresholds}
      onValueChange={(thresholds) => onChange({ thresholds })}
      error={errorAt('thresholds') ?? thresholdIssue(draft)}
      autoComplete="off"
      spellCheck={false}
      hint="Up to ten: 30d, 7d, 1d, 1h. Of several that a token crosses at once, the tightest is told."
    />
  );
}
