import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { PageHeader } from '../../parts/page-header.tsx';
import { useSecrets } from '../../parts/secrets/provider.tsx';
import { Ask } from './ask.tsx';
import { Handed } from './handed.tsx';
import { Unusable } from './unusable.tsx';
import styles from './welcome.module.css';

/** 32 random bytes in base64url. */
const CODE = /^[A-Za-z0-9_-]{43}$/;

/**
 * The page behind a link that hands a token over. Nothing is asked before the button is pressed: what opens links in mails
 * to look for malice must not use them up.
 */
export function Welcome() {
  const code = useRouterState({ select: ({ location }) => location.hash });
  return (
    <main className={styles.page} id="page">
      <p className={styles.brand}>Jeton</p>
      <Opened key={code} code={code} />
    </main>
  );
}

function Opened({ code }: { code: string }) {
  const { redeemed } = useSecrets();
  const [gone, setGone] = useState(false);
  if (redeemed?.hash === `#${code}`) return <Handed token={redeemed.token} />;
  return (
    <>
      <PageHeader title="A token for you" />
      {code === '' && <Unusable why="missing" />}
      {code !== '' && !CODE.test(code) && <Unusable why="damaged" />}
      {CODE.test(code) && (gone ? <Unusable why="gone" /> : <Ask onGone={() => setGone(true)} />)}
    </>
  );
}
