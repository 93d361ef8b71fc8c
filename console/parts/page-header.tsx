import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page-header.module.css';

type PageHeaderProps = {
  title: string;
  /** A sentence on what the page is for. */
  children?: ReactNode;
  /** Where it belongs: a link back, above the title. */
  above?: ReactNode;
  /** Beside the title: what one can do here. */
  actions?: ReactNode;
};

/** The title of a page, in the window's too. It takes the focus when the page is opened, so that a screen reader tells it. */
export function PageHeader({ title, children, above, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Jeton`;
  }, [title]);
  useEffect(() => {
    // Behind a dialog a page may change; the dialog keeps the focus.
    if (!document.activeElement?.closest('[role="alertdialog"]')) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {above && <p className={styles.above}>{above}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children && <div className={styles.below}>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
