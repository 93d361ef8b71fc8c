import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

type TabsProps<Name extends string> = {
  label: string;
  value: Name;
  onValueChange: (value: Name) => void;
  tabs: readonly (readonly [name: Name, title: string, content: () => ReactNode])[];
};

/** Several views of one thing. The page keeps which is open, in its address. */
export function Tabs<Name extends string>({ label, value, onValueChange, tabs }: TabsProps<Name>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValueChange(next as Name)}>
      <Base.List className={styles.list} aria-label={label}>
        {tabs.map(([name, title]) => (
          <Base.Tab key={name} value={name} className={styles.tab}>
            {title}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(([name, , content]) => (
        <Base.Panel key={name} value={name} className={styles.panel}>
          {content()}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
