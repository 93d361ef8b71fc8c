import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { counted } from '../../../../parts/words.ts';
import { dayInWords } from './day-words.ts';
import type { Day } from './days.ts';
import styles from './uses.module.css';

const WIDTH = 600;
const HEIGHT = 120;
/** One request among many thousand still shows. */
const LEAST = 2;

/**
 * Accepted requests stand on a line, refused ones hang from it, so that they are told apart without colours too: a bar for each
 * day, all to one scale. The table below says the same.
 */
export function UsesPicture({ days, label }: { days: readonly Day[]; label: string }) {
  const x = scaleBand({ domain: days.map(({ day }) => day), range: [0, WIDTH], paddingInner: 0.25, paddingOuter: 0 });
  const [mostUp, mostDown] = [mostOf(days, 'accepted'), mostOf(days, 'refused')];
  const scale = scaleLinear({ domain: [0, Math.max(1, mostUp + mostDown)], range: [0, HEIGHT - 2 * LEAST - 1] });
  const high = (number: number) => (number === 0 ? 0 : scale(number) + LEAST);
  const line = high(mostUp);
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {days.map((day) => {
        const place = { x: x(day.day) ?? 0, width: x.bandwidth() };
        const [accepted, refused] = [high(day.accepted), high(day.refused)];
        return (
          <g key={day.day}>
            <title>{inWords(day)}</title>
            <Bar {...place} y={0} height={HEIGHT} className={styles.day} />
            <Bar {...place} y={line - accepted} height={accepted} className={styles.accepted} />
            <Bar {...place} y={line + 1} height={refused} className={styles.refused} />
          </g>
        );
      })}
      <line x1={0} x2={WIDTH} y1={line + 0.5} y2={line + 0.5} className={styles.line} />
    </svg>
  );
}

function mostOf(days: readonly Day[], of: 'accepted' | 'refused'): number {
  return Math.max(0, ...days.map((day) => day[of]));
}

function inWords({ day, accepted, refused }: Day): string {
  return `${dayInWords(day)}: ${counted(accepted, 'accepted', 'accepted')}, ${counted(refused, 'refused', 'refused')}`;
}
