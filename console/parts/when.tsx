import { useTicks } from './clock.ts';
import { exactly, fromNow } from './words.ts';

/** A time as people say it, with the exact one behind it. null: `never`, or what `otherwise` says. */
export function When({ at, otherwise = 'never' }: { at: string | null; otherwise?: string }) {
  useTicks();
  if (at === null) return <span>{otherwise}</span>;
  return (
    <time dateTime={at} title={exactly(at)}>
      {fromNow(at)}
    </time>
  );
}
