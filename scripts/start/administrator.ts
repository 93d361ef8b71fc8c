import { type Answer, field, readOwnToken, setUp } from './deployment.ts';
import { freshCode } from './dev-vars.ts';
import { Explained } from './explained.ts';
import { type StatePaths, shown } from './paths.ts';
import { localProfileName, readProfiles, saveProfile } from './profile.ts';

export interface FirstRun {
  email: string;
  password: string;
  token: string;
}

const EMAIL = 'admin@localhost.localdomain';
const RESET = 'If nothing here is worth keeping, `npm run reset` removes everything local and `npm start` begins anew.';

/** The first run: makes the administrator and saves its token before a word is printed. */
export async function makeAdministrator(url: string, setupCode: string, paths: StatePaths): Promise<FirstRun> {
  const password = freshCode();
  const answer = await setUp(url, { setupCode, email: EMAIL, name: 'Administrator', password }).catch(() => {
    throw new Explained(`The answer of POST /v1/setup did not arrive, so it is unknown whether the deployment is set up.
Run \`npm start\` again: it goes on where this run stopped, or says what to do.`);
  });
  const token = field(answer.body, 'secret');
  if (answer.status !== 201 || typeof token !== 'string') throw explainSetup(answer, paths);
  const file = readProfiles(paths);
  saveProfile(paths, file, localProfileName(file), { url, token });
  return { email: EMAIL, password, token };
}

function explainSetup(answer: Answer, paths: StatePaths): Error {
  if (answer.status === 409) {
    return new Explained(`Somebody else set this deployment up in the same moment, so the admin token is theirs.
If that was another \`npm start\`, its token is in ${shown(paths.profile)} by now: run \`npm start\` again.
${RESET}`);
  }
  if (answer.status === 401 || answer.status === 403) {
    return new Explained(
      `The Worker refused the SETUP_CODE of ${shown(paths.devVars)}. If you changed that file just now, run \`npm start\` again.`,
    );
  }
  return new Explained(`The deployment could not be set up: POST /v1/setup answered ${answer.status}.
  ${answer.text.slice(0, 500)}`);
}

/** A later run: the saved token must still be good, and the saved address is brought up to date. */
export async function checkAdministrator(url: string, paths: StatePaths): Promise<void> {
  const file = readProfiles(paths);
  const name = localProfileName(file);
  const profile = file.profiles[name];
  if (profile?.token === undefined) throw tokenLost(paths);
  const answer = await readOwnToken(url, profile.token);
  if (answer.status === 401 && field(answer.body, 'code') === 'invalid_token') throw wrongRootKey(paths);
  if (answer.status !== 200) warnAboutToken(answer, paths);
  if (profile.url !== url) saveProfile(paths, file, name, { ...profile, url });
}

function tokenLost(paths: StatePaths): Explained {
  return new Explained(`This deployment is set up, but its admin token is not in ${shown(paths.profile)}.
Tokens are shown once and stored only as hashes, so it cannot be read back. Either
  - put ${shown(paths.profile)} back from a copy, or write into it a token that you saved when it was printed:
    {"profiles":{"default":{"url":"http://127.0.0.1:8787","token":"…"}}}
  - or begin anew: \`npm run reset\` removes everything local, then \`npm start\`.`);
}

function wrongRootKey(paths: StatePaths): Explained {
  return new Explained(`The admin token in ${shown(paths.profile)} is refused as never issued here.
ROOT_KEY in ${shown(paths.devVars)} is not the one this database was made with: every token hangs on it.
Put the old ${shown(paths.devVars)} back. ${RESET}`);
}

function warnAboutToken(answer: Answer, paths: StatePaths): void {
  const reason = field(answer.body, 'code') ?? `status ${answer.status}`;
  console.error(`The admin token in ${shown(paths.profile)} no longer works (${reason}). Jeton runs, but the command line
needs another token there. ${RESET}`);
}
