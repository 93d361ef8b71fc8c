import { type FormEvent, useState } from 'react';
import { Button } from '../../../../parts/button.tsx';
import { CommandLine, type Word } from '../../../../parts/command-line.tsx';
import { Dialog } from '../../../../parts/dialog.tsx';
import { SelectField } from '../../../../parts/fields/select-field.tsx';
import { TextField } from '../../../../parts/fields/text-field.tsx';
import { counted } from '../../../../parts/words.ts';
import { consequencesOfAll, REASONS, type RevocationReason } from '../../consequences.ts';
import type { Token } from '../../rights.ts';
import styles from './bulk.module.css';
import { Outcome } from './outcome.tsx';
import { type BulkAction, useBulk } from './run.ts';

type BulkDialogProps = {
  action: BulkAction;
  /** Those it can be done to. */
  tokens: readonly Token[];
  /** How many more were chosen. */
  leftOut: number;
  /** `finished`: it was begun, and is over. */
  onClose: (finished: boolean) => void;
};

const VERBS = { disable: 'Disable', enable: 'Enable', revoke: 'Revoke' };
const SHOWN = 5;

/** Asks before something is done to several tokens, shows how far it is, and what failed. */
export function BulkDialog({ action, tokens, leftOut, onClose }: BulkDialogProps) {
  const { run, start, stop } = useBulk();
  const [reason, setReason] = useState<RevocationReason>('unspecified');
  const [text, setText] = useState('');
  const what = `${VERBS[action]} ${counted(tokens.length, 'token')}`;
  const typed = action === 'revoke' ? `revoke ${tokens.length}` : null;
  const ready = typed === null || text.trim() === typed;
  const [first = [], ...others] = tokens.map(({ id }) => commandOf(action, id, reason));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) start(action, tokens, reason);
  };
  if (run.state !== 'idle') return <Outcome title={what} run={run} onStop={stop} onClose={() => onClose(true)} />;
  return (
    <Dialog
      title={`${what}?`}
      open
      onClose={() => onClose(false)}
      footer={
        <>
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button type="submit" form="bulk" variant={action === 'enable' ? 'primary' : 'danger'} disabled={!ready}>
            {what}
          </Button>
        </>
      }
    >
      <form id="bulk" onSubmit={submit} className={styles.form}>
        <Names tokens={tokens} />
        <p>{wordsOf(action, tokens)}</p>
        {leftOut > 0 && <p>{leftOutWords(leftOut, action)}</p>}
        {action === 'revoke' && (
          <SelectField
            label="Reason"
            value={reason}
            options={REASONS}
            onValueChange={(value) => setReason(value as RevocationReason)}
          />
        )}
        {typed !== null && (
          <TextField label={`To go on, type: ${typed}`} value={text} onValueChange={setText} autoComplete="off" />
        )}
      </form>
      <CommandLine words={first} more={others} />
    </Dialog>
  );
}

function Names({ tokens }: { tokens: readonly Token[] }) {
  // One line for one more says less than its name.
  const shown = tokens.length === SHOWN + 1 ? tokens : tokens.slice(0, SHOWN);
  const more = tokens.length - shown.length;
  return (
    <ul className={styles.names}>
      {shown.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

function wordsOf(action: BulkAction, tokens: readonly Token[]): string {
  if (action === 'enable') return 'Whoever holds one of them is let in again within 10 seconds.';
  const after = action === 'disable' ? 'They can be enabled again.' : 'They end for good: nothing brings them back.';
  return `${consequencesOfAll(tokens)} ${after}`;
}

function leftOutWords(count: number, action: BulkAction): string {
  const why: Record<BulkAction, string> = {
    disable: 'disabled or ended already, master tokens, or not yours to disable',
    enable: 'not disabled, or not yours to enable',
    revoke: 'ended already, master tokens (which end with their memberships), or not yours to revoke',
  };
  return `${counted(count, 'chosen token is', 'chosen tokens are')} left out: ${why[action]}.`;
}

function commandOf(action: BulkAction, id: string, reason: RevocationReason): Word[] {
  return ['token', action, id, action === 'revoke' && reason !== 'unspecified' && ['--reason', reason]];
}
