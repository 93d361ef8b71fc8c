import { Menu } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import styles from './shell.module.css';

/** The frame while nobody knows yet who is signed in, and so what there is at its side. */
export function Opening({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <span className={styles.brand}>Jeton</span>
        <Button variant="quiet" aria-label="Open the menu" disabled>
          <Menu aria-hidden />
        </Button>
      </header>
      <div className={styles.side} />
      <main className={styles.page} aria-busy="true">
        {children}
      </main>
    </div>
  );
}
