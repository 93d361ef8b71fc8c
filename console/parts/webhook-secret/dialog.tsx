import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { Code } from '../code.tsx';
import { CopyButton } from '../copy-button.tsx';
import dialogStyles from '../dialog.module.css';
import { Tabs } from '../tabs.tsx';
import type { WebhookSecret } from './context.ts';
import styles from './dialog.module.css';
import { snippetsOf } from './snippets.ts';

/** Shows a secret, this once. Nothing closes it but the button that says it is saved: no Escape, no press beside it. */
export function WebhookSecretDialog({ told, onSaved }: { told: WebhookSecret; onSaved: () => void }) {
  const { address, secret } = told;
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
            The secret of the webhook
          </AlertDialog.Title>
          <AlertDialog.Description className={dialogStyles.description}>
            It signs what is sent to <span className={styles.address}>{address}</span>, and is shown this once: give it
            to the receiver now. This stays open until you say that you have saved it. When it is lost, rotate it.
          </AlertDialog.Description>
          <div className={dialogStyles.content}>
            <div className={styles.secret}>
              <code className={styles.text}>{secret}</code>
              <CopyButton ref={copy} text={secret} what="the secret" variant="primary" />
            </div>
            <Snippets secret={secret} />
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

function Snippets({ secret }: { secret: string }) {
  const [open, setOpen] = useState('env');
  return (
    <Tabs
      label="Ready to paste"
      value={open}
      onValueChange={setOpen}
      tabs={snippetsOf(secret).map(({ id, title, what, text }) => [id, title, () => <Code text={text} what={what} />])}
    />
  );
}
