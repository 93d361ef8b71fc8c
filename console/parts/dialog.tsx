import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

type DialogProps = {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** A sentence below the title. */
  description?: ReactNode;
  /** The buttons; the page gives them, the last is the one that does it. */
  footer?: ReactNode;
  wide?: boolean;
};

/** Where one begins to fill something in. */
const FIRST_FIELD = ':is(input:not([type="radio"]), input:checked, select, textarea):not(:disabled)';

/** A dialog over the page. Escape, the cross and a press beside it close it; the focus goes back to where it came from. */
export function Dialog({ title, open, onClose, children, description, footer, wide = false }: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  // On a touch screen a field that has the focus would bring up the keyboard.
  const begin = (by: string) => by === 'touch' || (content.current?.querySelector<HTMLElement>(FIRST_FIELD) ?? true);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} data-wide={wide || undefined} initialFocus={begin}>
          <header className={styles.header}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<Button variant="quiet" aria-label="Close" />}>
              <X aria-hidden size={18} />
            </Base.Close>
          </header>
          {description && <Base.Description className={styles.description}>{description}</Base.Description>}
          <div ref={content} className={styles.content}>
            {children}
          </div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
