import type { Command } from 'commander';
import { Failure } from '../../failure.ts';
import { parseJson } from '../../http/refusal.ts';
import { sendForText } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { openAnonymousSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton health`: whether the deployment answers and its storage works. */
export function addHealth(program: Command, world: World): void {
  program
    .command('health')
    .description('whether the deployment answers; sends no token')
    .addHelpText('after', '\nExample:\n  $ jeton health --url https://tokens.example.com')
    .action(async (_options: unknown, command: Command) => {
      const session = openAnonymousSession(world, command);
      const raw = await sendForText(session, { method: 'GET', path: '/health' });
      const health = parseJson(raw);
      if (typeof health !== 'object' || health === null) {
        throw new Failure([`${session.url} answers, but not like a Jeton deployment`]);
      }
      if (session.json) print(session, raw);
      else print(session, session.quiet ? 'ok' : renderHealth(session.url, health));
    });
}

function renderHealth(url: string, health: object): string {
  const entries = Object.entries({ url, ...health }).map(([title, value]) => ({
    title,
    of: () => (typeof value === 'string' ? value : JSON.stringify(value)),
  }));
  return renderCard(entries, null);
}
