/** `npm run reset`: the way back from a local deployment that cannot be opened any more. Touches nothing deployed. */
import { readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { readHealth } from './start/deployment.ts';
import { Explained, runMain } from './start/explained.ts';
import { missing, type StatePaths, shown, statePaths } from './start/paths.ts';
import { localProfileName, type ProfileFile, readProfiles, removeProfile } from './start/profile.ts';

async function main(): Promise<number> {
  const paths = statePaths();
  const doomed = [paths.storage, paths.devVars, paths.mail, paths.profile].filter((path) => !missing(path));
  if (doomed.length === 0) {
    console.log('There is nothing to remove.');
    return 0;
  }
  const file = profilesOrNone(paths);
  await refuseWhileRunning(file);
  console.log(`This removes the local deployment, in ${doomed.map(shown).join(', ')}:
every token, user, project, item and mail of it, its ROOT_KEY, and its admin token. It cannot be undone.
What is deployed at Cloudflare is not touched, nor are its secrets and profiles in ${shown(paths.profileFolder)}.`);
  if (!process.argv.includes('--yes') && !(await confirmed())) {
    console.log('Nothing was removed.');
    return 1;
  }
  for (const path of [paths.storage, paths.devVars, paths.mail]) rmSync(path, { recursive: true, force: true });
  clearProfile(paths, file);
  if (!missing(paths.profileFolder) && readdirSync(paths.profileFolder).length === 0) rmdirSync(paths.profileFolder);
  console.log('Removed. `npm start` begins anew.');
  return 0;
}

/** A file that cannot be read may hold the token of another deployment: it is put aside, not removed. */
function clearProfile(paths: StatePaths, file: ProfileFile | undefined): void {
  if (missing(paths.profile)) return;
  if (file === undefined) {
    renameSync(paths.profile, `${paths.profile}.unreadable`);
    console.log(`${shown(paths.profile)} could not be read; it is ${shown(paths.profile)}.unreadable now.`);
    return;
  }
  removeProfile(paths, file, localProfileName(file));
}

/** A running Worker would go on writing into files that are gone. */
async function refuseWhileRunning(file: ProfileFile | undefined): Promise<void> {
  const url = file?.profiles[localProfileName(file)]?.url;
  if (url === undefined || (await readHealth(url)).state === 'starting') return;
  throw new Explained(`Jeton seems to be running at ${url}. Stop it first.`);
}

function profilesOrNone(paths: StatePaths): ProfileFile | undefined {
  try {
    return readProfiles(paths);
  } catch (error) {
    if (error instanceof Explained) return undefined;
    throw error;
  }
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Explained('There is nobody to ask. Say: npm run reset -- --yes');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('Type "yes" to go on: ');
  prompt.close();
  return answer.trim().toLowerCase() === 'yes';
}

await runMain(main);
