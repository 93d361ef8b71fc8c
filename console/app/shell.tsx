import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Account } from './account.tsx';
import { Navigation } from './navigation.tsx';
import { SessionGate } from './session.tsx';
import styles from './shell.module.css';

/** The frame of all pages: where one can go at the side, at the top on a phone, and the page. */
export function Shell() {
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  );
}

function Frame() {
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone somewhere has done with the menu.
  useEffect(() => setOpen(false), [path]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#page">
        To the page
      </a>
      <header className={styles.top}>
        <span className={styles.brand}>Jeton</span>
        <Button
          variant="quiet"
          aria-expanded={open}
          aria-controls="places"
          aria-label={open ? 'Close the menu' : 'Open the menu'}
          onClick={() => setOpen(!open)}
        >
          {open ? <X aria-hidden /> : <MenuIcon aria-hidden />}
        </Button>
      </header>
      <div id="places" className={styles.side} data-open={open}>
        <Navigation />
        <Account />
      </div>
      <main id="page" className={styles.page} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
