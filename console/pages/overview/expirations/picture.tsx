import { Group } from '@visx/group';
import { Bar } from '@visx/shape';
import { Link } from '../../../parts/link.tsx';
import { count, counted } from '../../../parts/words.ts';
import { bandsOf } from '../scale.ts';
import { useWidth } from '../use-width.ts';
import styles from './expirations.module.css';
import { dayInWords, listOf, type Week, weekInWords } from './weeks.ts';

const HEIGHT = 220;
const ABOVE = 22;
const BELOW = 26;
const LABEL_ABOVE = 7;
/** Room for `22 Nov` below a bar. */
const LABEL_PX = 52;
/** One token among many thousand still shows. */
const LEAST_PX = 3;

/** A bar for each week, as high as tokens end in it; each leads to them. The table below says the same. */
export function WeeksPicture({ weeks }: { weeks: readonly Week[] }) {
  const [ref, width] = useWidth<HTMLElement>();
  return (
    <figure ref={ref} className={styles.picture} aria-label="Tokens that end, by week">
      {width > 0 && <Weeks weeks={weeks} width={width} />}
    </figure>
  );
}

function Weeks({ weeks, width }: { weeks: readonly Week[]; width: number }) {
  const x = bandsOf(weeks.length, 0, width);
  const most = Math.max(1, ...weeks.map((week) => week.count));
  const base = HEIGHT - BELOW;
  const every = Math.max(1, Math.ceil(LABEL_PX / x.step));
  return (
    <svg width={width} height={HEIGHT}>
      <title>Tokens that end, by week</title>
      {weeks.map((week, at) => (
        <Group key={week.first} left={x.at(at)}>
          {week.count > 0 && (
            <WeekBar
              week={week}
              soon={at === 0}
              width={x.width}
              base={base}
              height={(week.count / most) * (base - ABOVE)}
            />
          )}
          {at % every === 0 && (
            <text x={x.width / 2} y={HEIGHT - LABEL_ABOVE} textAnchor="middle" className={styles.label}>
              {dayInWords(week.first)}
            </text>
          )}
        </Group>
      ))}
      <line x1={0} x2={width} y1={base} y2={base} className={styles.line} />
    </svg>
  );
}

type WeekBarProps = { week: Week; soon: boolean; width: number; base: number; height: number };

function WeekBar({ week, soon, width, base, height }: WeekBarProps) {
  const top = base - Math.max(LEAST_PX, height);
  const label = `${weekInWords(week)}: ${counted(week.count, 'token ends', 'tokens end')}`;
  return (
    <Link to="/tokens" search={listOf(week)} className={styles.week} data-soon={soon || undefined} aria-label={label}>
      <title>{label}</title>
      <Bar y={0} width={width} height={base} className={styles.reach} />
      <Bar y={top} width={width} height={base - top} rx={3} className={styles.bar} />
      <text x={width / 2} y={top - 6} textAnchor="middle" className={styles.count}>
        {count(week.count)}
      </text>
    </Link>
  );
}
