import { startTransition } from 'react';
import { applyTheme, keptTheme } from './app/theme.ts';
import './styles/tokens.css';
import './styles/base.css';

applyTheme(keptTheme());

// In pieces, and with a pause between them: the browser can answer meanwhile.
const [{ createRoot }, { App, begin }] = await Promise.all([import('react-dom/client'), import('./app/app.tsx')]);
await pause();
await begin();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the console');
startTransition(() => createRoot(root).render(<App />));

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
