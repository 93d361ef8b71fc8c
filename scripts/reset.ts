/** `npm run reset`: the way back from a local deployment that cannot be opened any more. Touches nothing deployed. */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { readHealth } from './start/deployment.ts';
import { Explained, runMain } from './start/explained.ts';
import { missing, shown, statePaths } from './start/paths.ts';
import { localProfileName, readProfiles } from './start/profile.ts';

async function main(): Promise<number> {
  const paths = statePaths();
  const doomed = [paths.storage, paths.profileFolder, paths.devVars].filter((path) => !missing(path));
  if (doomed.length === 0) {
    console.log('There is nothing to remove.');
    return 0;
  }
  await refuseWhileRunning();
  console.log(`This removes ${doomed.map(shown).join(', ')}:
every token, user, project and item of the local deployment, its ROOT_KEY, and all profiles of the command line
that are kept here. It cannot be undone. What is deployed at Cloudflare is not touched.`);
  if (!process.argv.includes('--yes') && !(await confirmed())) {
    console.log('Nothing was removed.');
    return 1;
  }
  for (const path of doomed) rmSync(path, { recursive: true, force: true });
  console.log('Removed. `npm start` begins anew.');
  return 0;
}

/** A running Worker would go on writing into files that are gone. */
async function refuseWhileRunning(): Promise<void> {
  const file = profilesOrNone();
  const url = file?.profiles[localProfileName(file)]?.url;
  if (url === undefined || (await readHealth(url)).state === 'starting') return;
  throw new Explained(`Jeton seems to be running at ${url}. Stop it first.`);
}

function profilesOrNone(): ReturnType<typeof readProfiles> | undefined {
  try {
    return readProfiles(statePaths());
  } catch (error) {
    if (error instanceof Explained) return undefined;
    throw error;
  }
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Explained('There is nobody to ask. Say `npm run reset -- --yes`.');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('Type "yes" to go on: ');
  prompt.close();
  return answer.trim().toLowerCase() === 'yes';
}

await runMain(main);
