import { counted } from '../../parts/words.ts';

/** How long a namespace keeps items: `for ever`, `for 30 days`. */
export function retentionInWords(days: number): string {
  return days === 0 ? 'for ever' : `for ${counted(days, 'day')}`;
}
