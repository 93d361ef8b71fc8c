import { useState } from 'react';
import { keepTheme, keptTheme, type Theme } from '../../../app/theme.ts';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';

const OPTIONS: readonly (readonly [Theme, string, string?])[] = [
  ['system', 'As the system', 'Light by day and dark by night, where the system changes.'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** Light or dark. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(keptTheme);
  const choose = (next: Theme) => {
    keepTheme(next);
    setTheme(next);
  };
  return <RadioGroup legend="Colours" name="theme" value={theme} options={OPTIONS} onValueChange={choose} />;
}
