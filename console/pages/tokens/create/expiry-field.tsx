import { TextField } from '../../../parts/fields/text-field.tsx';
import { useNowMs } from '../../../parts/now.ts';
import styles from './create.module.css';
import { choicesOf, isDay, type Life, readEnd, usualExpiry } from './expiry.ts';
import { Fieldset, Pill } from './fieldset.tsx';
import type { Part } from './part.ts';

const DAY_MS = 86_400_000;

/** When it ends: some usual lives, a day, or never, with the real date in words. */
export function ExpiryField({ draft, errors, set, life }: Part & { life: Life }) {
  const nowMs = useNowMs();
  const value = draft.expires === '' ? usualExpiry(life) : draft.expires;
  const own = isDay(value) || value === 'day';
  const { sentence, error } = readEnd(value, life, nowMs);
  const usual = usualExpiry(life);
  return (
    <div className={styles.stack}>
      <Fieldset legend="It ends after" error={errors.expires ?? (value === 'day' ? undefined : error)}>
        <div className={styles.pills}>
          {choicesOf(draft.expires, life).map(([choice, label]) => (
            <Pill
              key={choice}
              type="radio"
              name="expires"
              value={choice}
              label={choice === usual ? `${label} (usual)` : label}
              checked={value === choice}
              onChecked={() => set({ expires: choice })}
            />
          ))}
          <Pill
            type="radio"
            name="expires"
            value="day"
            label="On a day"
            checked={own}
            onChecked={() => set({ expires: inDays(nowMs, life) })}
          />
          {((life.maxDays === null && draft.form !== 'jwt') || value === 'never') && (
            <Pill
              type="radio"
              name="expires"
              value="never"
              label={usual === 'never' ? 'Never (usual)' : 'Never'}
              checked={value === 'never'}
              onChecked={() => set({ expires: 'never' })}
            />
          )}
        </div>
        {own && (
          <div className={styles.day}>
            <TextField
              label="Last day (UTC)"
              type="date"
              value={isDay(value) ? value : ''}
              min={new Date(nowMs).toISOString().slice(0, 10)}
              onValueChange={(day) => set({ expires: day === '' ? 'day' : day })}
            />
          </div>
        )}
      </Fieldset>
      <p className={styles.end}>{sentence}</p>
    </div>
  );
}

/** A day to begin with: as far off as usual, and within the bounds. */
function inDays(nowMs: number, { defaultDays, maxDays }: Life): string {
  const days = defaultDays ?? Math.min(90, maxDays ?? 90);
  return new Date(nowMs + (days - 1) * DAY_MS).toISOString().slice(0, 10);
}
