import type { FirstRun } from './administrator.ts';
import { type StatePaths, shown } from './paths.ts';

interface Ready {
  url: string;
  paths: StatePaths;
  firstRun: FirstRun | null;
  pages: Pages;
  /** The profile of the command line that leads here. */
  profile: 'default' | 'local';
}

export interface Pages {
  console: boolean;
  api: boolean;
}

/** What a person needs to know once Jeton is up; the secrets only in the run that made them. */
export function printReady({ url, paths, firstRun, pages, profile }: Ready): void {
  console.log(`
Jeton is ready.

  Address      ${url}${pages.console ? `\n  Console      ${url}/console` : ''}${pages.api ? `\n  API          ${url}/docs` : ''}
  Admin token  ${shown(paths.profile)}, where the command line finds it
  Mail         ${shown(paths.mail)}, where it is kept: from here none is sent`);
  if (firstRun !== null) {
    console.log(`
Shown once:

  Admin token  ${firstRun.token}
  Sign-in      ${firstRun.email}
  Password     ${firstRun.password}`);
  }
  const jeton = profile === 'default' ? 'npx jeton' : `npx jeton --profile ${profile}`;
  console.log(`
In another terminal:

  ${jeton} project create web
  ${jeton} namespace create marketing --project web
  ${jeton} token create reader --project web --environment production --namespace marketing+r --expires 30d

Ctrl-C ends it; everything is kept for the next \`npm start\`.
`);
}
