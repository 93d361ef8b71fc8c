import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../button.tsx';
import styles from './toasts.module.css';

type ShownProps = {
  /** Told how to show something, once that is possible. */
  onReady: (show: ReturnType<typeof Toast.useToastManager>['add']) => void;
};

export function Shown({ onReady }: ShownProps) {
  return (
    <Toast.Provider timeout={6_000}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <All onReady={onReady} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function All({ onReady }: ShownProps) {
  const { add, toasts } = Toast.useToastManager();
  useEffect(() => onReady(add), [onReady, add]);
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
