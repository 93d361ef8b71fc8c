import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import styles from './create.module.css';

type DisclosureProps = {
  title: string;
  /** What is set in it, in a few words. */
  said: string;
  /** Something in it is wrong: it is not to be missed. */
  wrong: boolean;
  startsOpen: boolean;
  children: ReactNode;
};

/** What most tokens do without. */
export function Disclosure({ title, said, wrong, startsOpen, children }: DisclosureProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <details className={styles.disclosure} open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight aria-hidden size={17} />
        <h2>{title}</h2>
        <span className={styles.hint}>{said}</span>
      </summary>
      <div className={styles.stack}>{children}</div>
    </details>
  );
}
