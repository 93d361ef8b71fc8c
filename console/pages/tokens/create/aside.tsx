import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { useNowMs } from '../../../parts/now.ts';
import { Problem } from '../../../parts/problem.tsx';
import { bodyOf } from './body.ts';
import { useOwnerName } from './choices.ts';
import { commandOf } from './command.ts';
import styles from './create.module.css';
import type { Draft } from './draft.ts';
import { type Life, readEnd, usualExpiry } from './expiry.ts';
import { linkOf } from './link-write.ts';
import { summaryOf } from './summary.ts';
import { TYPES } from './types.ts';

type AsideProps = { draft: Draft; life: Life; error: unknown; pending: boolean };

/** What is about to be made, in sentences, and the button that makes it. */
export function Aside({ draft, life, error, pending }: AsideProps) {
  const body = bodyOf(draft);
  const owner = useOwnerName(draft.owner);
  const { sentence } = readEnd(draft.expires === '' ? usualExpiry(life) : draft.expires, life, useNowMs());
  return (
    <aside className={styles.aside} aria-labelledby="summary">
      <div className={styles.summary}>
        <h2 id="summary">Summary</h2>
        <p className={styles.what}>
          {TYPES[draft.type].title} token <strong>{draft.name.trim() || 'without a name yet'}</strong>
        </p>
        <ul>
          {[...summaryOf(body, owner), sentence].filter(Boolean).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {error !== null && (
        <div className={styles.failed} tabIndex={-1}>
          <Problem title="The token was not created" error={error} />
        </div>
      )}
      <Button variant="primary" type="submit" pending={pending}>
        {pending ? 'Creating the token …' : 'Create the token'}
      </Button>
      <div className={styles.link}>
        <span>
          Link that fills in this form
          <span className={styles.hint}>For a colleague, or a runbook. It holds no secret.</span>
        </span>
        <CopyButton text={linkOf(draft)} what="the link that fills in this form" />
      </div>
      <CommandLine words={commandOf(body)} />
    </aside>
  );
}
