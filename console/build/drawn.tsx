import { renderToString } from 'react-dom/server';
import { Opening } from '../app/opening.tsx';
import { SignInPage } from '../app/sign-in-page.tsx';
import { FIRST_SIGHTS } from '../pages/first-sights.ts';
import { PageHeader } from '../parts/page-header.tsx';

/** What pages look like before their scripts have come, by address; drawn once, by the build. */
export const firstSights: Record<string, string> = Object.fromEntries(
  Object.entries(FIRST_SIGHTS).map(([address, header]) => [
    address,
    renderToString(
      <Opening>
        <PageHeader {...header} above={address === '/tokens/new' && 'Tokens'} />
      </Opening>,
    ),
  ]),
);

export const signIn: string = renderToString(<SignInPage onSignedIn={() => Promise.resolve()} />);
