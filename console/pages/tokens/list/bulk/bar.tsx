import { useSession } from '../../../../app/session.tsx';
import { Button } from '../../../../parts/button.tsx';
import { counted } from '../../../../parts/words.ts';
import { rightsOver, type Token } from '../../rights.ts';
import styles from './bulk.module.css';
import type { BulkAction } from './run.ts';

const ACTIONS: readonly (readonly [BulkAction, string])[] = [
  ['disable', 'Disable'],
  ['enable', 'Enable'],
  ['revoke', 'Revoke'],
];

type BulkBarProps = { chosen: readonly Token[]; onAsk: (action: BulkAction) => void; onClear: () => void };

/** What can be done with the chosen tokens at once. */
export function BulkBar({ chosen, onAsk, onClear }: BulkBarProps) {
  const session = useSession();
  const rights = chosen.map((token) => rightsOver(session, token));
  return (
    <section className={styles.bar} aria-label="The chosen tokens">
      <strong role="status">{counted(chosen.length, 'token')} chosen</strong>
      {ACTIONS.map(([action, label]) => (
        <Button key={action} disabled={!rights.some((right) => right[action])} onClick={() => onAsk(action)}>
          {label}
        </Button>
      ))}
      <Button variant="quiet" onClick={onClear}>
        Choose none
      </Button>
    </section>
  );
}
