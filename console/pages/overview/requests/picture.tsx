import { Group } from '@visx/group';
import { Bar } from '@visx/shape';
import { count } from '../../../parts/words.ts';
import { bandsOf, ticksUpTo } from '../scale.ts';
import { useWidth } from '../use-width.ts';
import styles from './requests.module.css';
import { labelOf, type Span, type Step, startInWords } from './steps.ts';

const HEIGHT = 200;
const BELOW = 26;
const ABOVE = 10;
const LEFT = 44;
const LABEL_ABOVE = 7;
const NARROW_PX = 480;
/** One request among many thousand still shows. */
const LEAST_PX = 2;

type StepsPictureProps = { steps: readonly Step[]; span: Span; label: string };

/** A bar for each step: what was accepted, and upon it what was refused. */
export function StepsPicture({ steps, span, label }: StepsPictureProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.picture}>
      {width > 0 && <Steps steps={steps} span={span} label={label} width={width} />}
    </div>
  );
}

function Steps({ steps, span, label, width }: StepsPictureProps & { width: number }) {
  const base = HEIGHT - BELOW;
  const x = bandsOf(steps.length, LEFT, width);
  const ticks = ticksUpTo(Math.max(...steps.map(({ accepted, refused }) => accepted + refused)));
  const heightOf = (requests: number) => (requests / (ticks.at(-1) ?? 1)) * (base - ABOVE);
  const labels = steps.map((step) => labelOf(step, span));
  const every = width < NARROW_PX ? 2 : 1;
  const labelled = labels.flatMap((label, at) => (label === null ? [] : [at])).filter((_, nth) => nth % every === 0);
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <Group key={tick} top={base - heightOf(tick)}>
          <line x1={LEFT} x2={width} className={tick === 0 ? styles.line : styles.grid} />
          <text x={LEFT - LABEL_ABOVE} dy="0.3em" textAnchor="end" className={styles.label}>
            {compact.format(tick)}
          </text>
        </Group>
      ))}
      {steps.map((step, at) => (
        <StepBar key={step.start} step={step} left={x.at(at)} width={x.width} base={base} heightOf={heightOf} />
      ))}
      {labelled.map((at) => (
        <text key={at} x={x.at(at) + x.width / 2} y={HEIGHT - LABEL_ABOVE} textAnchor="middle" className={styles.label}>
          {labels[at]}
        </text>
      ))}
    </svg>
  );
}

type StepBarProps = { step: Step; left: number; width: number; base: number; heightOf: (requests: number) => number };

function StepBar({ step, left, width, base, heightOf }: StepBarProps) {
  const { accepted, refused } = step;
  const acceptedPx = accepted === 0 ? 0 : Math.max(LEAST_PX, heightOf(accepted));
  const refusedPx = refused === 0 ? 0 : Math.max(LEAST_PX, heightOf(refused));
  return (
    <Group left={left} className={styles.step}>
      <title>{`${startInWords(step)}: ${count(accepted)} accepted, ${count(refused)} refused`}</title>
      <Bar y={0} width={width} height={base} className={styles.reach} />
      <Bar y={base - acceptedPx} width={width} height={acceptedPx} className={styles.accepted} />
      <Bar y={base - acceptedPx - refusedPx} width={width} height={refusedPx} className={styles.refused} />
    </Group>
  );
}

const compact = new Intl.NumberFormat('en', { notation: 'compact' });
