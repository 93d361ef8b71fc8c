import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { notLoaded } from './api/failure.ts';
import { SignInPage } from './app/sign-in-page.tsx';
import { applyTheme, keptTheme } from './app/theme.ts';
import './styles/tokens.css';
import './styles/base.css';

applyTheme(keptTheme());

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the console');
const root = hydrateRoot(place, <SignInPage onSignedIn={open} />);

/** Puts the console where the form was: the page need not be loaded anew. */
async function open(): Promise<void> {
  const { App, begin } = await import('./app/app.tsx').catch(() => {
    throw notLoaded('You are signed in, but the console itself did not come.');
  });
  await begin();
  startTransition(() => root.render(<App />));
}
