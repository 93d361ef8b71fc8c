import { RadioGroup } from '../../../../parts/fields/checkbox-field.tsx';
import { SelectField } from '../../../../parts/fields/select-field.tsx';
import { TextField } from '../../../../parts/fields/text-field.tsx';
import { dateInWords } from '../../../../parts/words.ts';
import type { Token } from '../../rights.ts';
import styles from '../dialogs.module.css';
import type { useRefresh } from './use-refresh.ts';
import { EXPIRIES, endInWords, type Overlap, type Wish } from './wish.ts';

const OVERLAP_OPTIONS: readonly (readonly [Overlap, string, string?])[] = [
  ['0', 'Not at all', 'It stops at once. For a secret that others may know.'],
  ['1h', 'For 1 hour'],
  ['24h', 'For 24 hours', 'Time enough to put the new one in its place by hand.'],
  ['7d', 'For 7 days'],
  ['own', 'For another time'],
];

const LIVES: Record<(typeof EXPIRIES)[number], string> = {
  keep: '',
  '7d': 'In 7 days',
  '30d': 'In 30 days',
  '60d': 'In 60 days',
  '90d': 'In 90 days',
  '365d': 'In 365 days',
  own: 'At another time',
};

/** How long the old secret works on, and whether the token lives anew. */
export function RefreshFields({ token, form }: { token: Token; form: ReturnType<typeof useRefresh> }) {
  const { wish, setWish, wrong, nowMs } = form;
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  return (
    <>
      <RadioGroup
        legend="How long does the old secret work on?"
        name="overlap"
        value={wish.overlap}
        options={OVERLAP_OPTIONS}
        onValueChange={(overlap) => set({ overlap })}
      />
      {wish.overlap === 'own' && (
        <TextField
          label="The old secret works for"
          hint="90m, 48h, 14d: 30 days at most."
          required
          value={wish.ownOverlap}
          onValueChange={(ownOverlap) => set({ ownOverlap })}
          error={wrong.overlap}
        />
      )}
      {wish.overlap !== '0' && (
        <p>The old secret ends sooner if the new one is used first. Put the new one everywhere before you use it.</p>
      )}
      {mayLiveAnew(token) && <End token={token} wish={wish} set={set} error={wrong.expires} nowMs={nowMs} />}
    </>
  );
}

type EndProps = {
  token: Token;
  wish: Wish;
  set: (change: Partial<Wish>) => void;
  error: string | undefined;
  nowMs: number;
};

function End({ token, wish, set, error, nowMs }: EndProps) {
  const kept = token.expires === null ? 'As it is: never' : `As it is: ${dateInWords(token.expires)}`;
  const words = endInWords(wish, nowMs);
  return (
    <div className={styles.beside}>
      <SelectField
        label="When does the token end?"
        value={wish.expires}
        options={EXPIRIES.map((expires) => [expires, LIVES[expires] || kept] as const)}
        onValueChange={(expires) => set({ expires: expires as Wish['expires'] })}
        hint={words}
        error={wish.expires === 'own' ? undefined : error}
      />
      {wish.expires === 'own' && (
        <TextField
          label="The token ends"
          hint="A day such as 2027-03-31, to its last second, UTC; or 45d, 12w, never."
          required
          value={wish.ownExpires}
          onValueChange={(ownExpires) => set({ ownExpires })}
          error={error}
        />
      )}
    </div>
  );
}

/** A master token lives as long as its membership, an exchanged one as long as it was given. */
function mayLiveAnew({ type, derivedFrom }: Token): boolean {
  return type !== 'master' && derivedFrom === null;
}
