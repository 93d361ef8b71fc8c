import { type RefObject, useState } from 'react';
import { useSession } from '../../../app/session.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { rightsOver, type Token } from '../rights.ts';
import { BulkBar } from './bulk/bar.tsx';
import { BulkDialog } from './bulk/dialog.tsx';
import type { BulkAction } from './bulk/run.ts';
import { Counter } from './counter.tsx';
import styles from './toolbar.module.css';
import type { Address } from './use-address.ts';

const SORTS = [
  ['-created', 'Newest first'],
  ['created', 'Oldest first'],
  ['name', 'Name, A to Z'],
  ['-name', 'Name, Z to A'],
  ['expires', 'Ending first'],
  ['-expires', 'Ending last'],
] as const;

type ToolbarProps = {
  address: Address;
  chosen: readonly Token[];
  onClear: () => void;
  /** Takes the focus when the button is gone that was pressed. */
  ref: RefObject<HTMLDivElement | null>;
};
type Asked = { action: BulkAction; tokens: Token[]; leftOut: number };

/** Above the rows: how many there are, or what can be done with those that are chosen. */
export function Toolbar({ address: { filter, sort, change }, chosen, onClear, ref }: ToolbarProps) {
  const session = useSession();
  // It outlives its rows: what is revoked leaves the list while the dialog still tells of it.
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (action: BulkAction) => {
    const tokens = chosen.filter((token) => rightsOver(session, token)[action]);
    setAsked({ action, tokens, leftOut: chosen.length - tokens.length });
  };
  const clear = () => {
    onClear();
    focusSoon(ref);
  };
  const close = (finished: boolean) => {
    setAsked(null);
    if (finished) clear();
  };
  return (
    <div className={styles.toolbar} ref={ref} tabIndex={-1}>
      {chosen.length > 0 ? <BulkBar chosen={chosen} onAsk={ask} onClear={clear} /> : <Counter filter={filter} />}
      <div className={styles.sort}>
        <SelectField label="Sorted by" value={sort} options={SORTS} onValueChange={(by) => change({ sort: by })} />
      </div>
      {asked && <BulkDialog {...asked} onClose={close} />}
    </div>
  );
}

/** Once a dialog that closes has let go of the focus. */
export function focusSoon(place: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => place.current?.focus({ preventScroll: true }));
}
