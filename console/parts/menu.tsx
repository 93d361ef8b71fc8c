import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './menu.module.css';

export type MenuAction = { label: string; onSelect: () => void; dangerous?: boolean; disabled?: boolean };

/** What can be done with one thing, behind three dots. `label`: whose actions they are. Null actions are left out. */
export function ActionMenu({
  label,
  actions,
  trigger,
}: {
  label: string;
  actions: readonly (MenuAction | null | false)[];
  trigger?: ReactNode;
}) {
  const shown = actions.filter((action): action is MenuAction => Boolean(action));
  if (shown.length === 0) return null;
  return (
    <Base.Root>
      <Base.Trigger render={<Button variant={trigger ? 'plain' : 'quiet'} aria-label={trigger ? undefined : label} />}>
        {trigger ?? <Ellipsis aria-hidden size={18} />}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} align="end" sideOffset={4}>
          <Base.Popup className={styles.popup} aria-label={label}>
            {shown.map((action) => (
              <Base.Item
                key={action.label}
                className={`${styles.item} ${action.dangerous ? styles.dangerous : ''}`}
                disabled={action.disabled ?? false}
                onClick={action.onSelect}
              >
                {action.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
