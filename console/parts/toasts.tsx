import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Failure } from '../api/jeton.ts';
import { Button } from './button.tsx';
import styles from './toasts.module.css';

/** Short words on what was done, told to screen readers too. They never hold what is needed later. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6_000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <Toast.Content className={styles.content}>
        <div>
          <Toast.Title className={styles.title} render={<p />} />
          <Toast.Description className={styles.description} />
        </div>
        <Toast.Close render={<Button variant="quiet" aria-label="Dismiss" />}>
          <X aria-hidden size={16} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** `done('The token is revoked')`; `failed('It was not revoked', error)`. */
export function useToast() {
  const { add } = Toast.useToastManager();
  return {
    done: (title: string, description?: string) => add({ title, description }),
    failed: (title: string, error: unknown) =>
      add({
        title,
        description: error instanceof Failure ? sentence(error) : String(error),
        priority: 'high',
        timeout: 0,
      }),
  };
}

function sentence({ error: { detail, fix, requestId } }: Failure): string {
  return [detail, fix, requestId].filter(Boolean).join(' ');
}
