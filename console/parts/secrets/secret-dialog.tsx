import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { Code } from '../code.tsx';
import { CopyButton } from '../copy-button.tsx';
import dialogStyles from '../dialog.module.css';
import { Tabs } from '../tabs.tsx';
import { When } from '../when.tsx';
import { exactly } from '../words.ts';
import { download } from './download.ts';
import type { ToldSecret } from './operations.ts';
import styles from './secret-dialog.module.css';
import { slugOf, snippetsOf } from './snippets.ts';

/** Shows a secret, this once. Nothing closes it but the button that says it is saved: no Escape, no press beside it. */
export function SecretDialog({ told, onSaved }: { told: ToldSecret; onSaved: () => void }) {
  const { token } = told;
  const copy = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialogStyles.backdrop} />
        <AlertDialog.Popup
          className={dialogStyles.popup}
          data-wide
          initialFocus={copy}
          // What opened it is often gone: the page behind is another one by now.
          finalFocus={() => document.querySelector<HTMLElement>('#page h1') ?? true}
        >
          <AlertDialog.Title className={dialogStyles.title} tabIndex={-1}>
            The secret of {token.name}
          </AlertDialog.Title>
          <AlertDialog.Description className={dialogStyles.description}>
            {once(token)} This stays open until you say that you have saved it.
          </AlertDialog.Description>
          <div className={dialogStyles.content}>
            <Secrets told={told} firstCopy={copy} />
            <Ends token={token} />
            <Snippets told={told} />
          </div>
          <footer className={dialogStyles.footer}>
            <Button variant="primary" onClick={onSaved}>
              I have saved it
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function once(token: ToldSecret['token']): string {
  if (token.type === 'frontend')
    return 'It stands in a page for everybody to see, so it can be shown again at the token.';
  if ('retrievable' in token && token.retrievable)
    return 'Put it in a safe place. It is kept, sealed: who may reveal it can see it again at the token.';
  return 'It is shown this once. Put it in a safe place now: nobody can show it to you again.';
}

/** One string, or the two halves of a key pair. */
function Secrets({ told: { secret, s3 }, firstCopy }: { told: ToldSecret; firstCopy: React.Ref<HTMLButtonElement> }) {
  if (!s3) return <Secret name="Secret" text={secret} what="the secret" copyRef={firstCopy} />;
  return (
    <>
      <Secret name="Access key id" text={s3.accessKeyId} what="the access key id" />
      <Secret name="Secret access key" text={s3.secretAccessKey} what="the secret access key" copyRef={firstCopy} />
    </>
  );
}

type SecretProps = { name: string; text: string; what: string; copyRef?: React.Ref<HTMLButtonElement> };

/** All of it, however long it is: what is copied is what is seen. */
function Secret({ name, text, what, copyRef }: SecretProps) {
  return (
    <div className={styles.secret}>
      <div>
        <p className={styles.name}>{name}</p>
        <pre>
          <code>{text}</code>
        </pre>
      </div>
      <CopyButton ref={copyRef} text={text} what={what} variant={copyRef ? 'primary' : 'plain'} />
    </div>
  );
}

function Ends({ token: { expires, previousSecretUntil } }: { token: ToldSecret['token'] }) {
  return (
    <p className={styles.ends}>
      {expires === null ? 'It never ends.' : `It ends on ${exactly(expires)}.`}
      {previousSecretUntil !== null && (
        <>
          {' '}
          The secret before it still works, until this one is used: until {exactly(previousSecretUntil)} at most (
          <When at={previousSecretUntil} />
          ).
        </>
      )}
    </p>
  );
}

function Snippets({ told }: { told: ToldSecret }) {
  const snippets = snippetsOf(told, location.origin);
  const [open, setOpen] = useState('env');
  return (
    <Tabs
      label="Ready to paste"
      value={open}
      onValueChange={setOpen}
      tabs={snippets.map(({ id, title, what, hint, text }) => [
        id,
        title,
        () => (
          <div className={styles.snippet}>
            <Code text={text} what={what} />
            <p className={styles.hint}>{hint}</p>
            {id === 'env' && (
              <Button onClick={() => download(`${slugOf(told.token.name)}.env`, `${text}\n`)}>
                <Download aria-hidden size={16} /> Download as a file
              </Button>
            )}
          </div>
        ),
      ])}
    />
  );
}
