import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { makeProgram } from '../../cli/program.ts';
import { thisWorld } from '../../cli/world.ts';

function verbsOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(verbsOf);
}

function nameOf(verb: Command): string {
  const noun = verb.parent?.name() ?? 'jeton';
  return noun === 'jeton' ? verb.name() : `${noun} ${verb.name()}`;
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

const verbs = verbsOf(makeProgram(thisWorld()));

test.each(verbs.map((verb) => [nameOf(verb), verb] as const))(
  'the help of %s holds an example, the exit codes and a description of every flag',
  (_name, verb) => {
    expect(helpOf(verb)).toMatch(/Examples?:\n {2}\$ (?:\w+ \w+ \| )?/);
    expect(helpOf(verb)).toContain('Exit codes:\n  0  done');
    expect(verb.description()).not.toBe('');
    expect(verb.options.filter(({ description }) => description === '')).toEqual([]);
  },
);

test('docs/cli.md names every verb and every flag, and no other verb', () => {
  const text = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z][a-z0-9-]*(?: [a-z-]+)?)[^`]*` \|(.*)\|$/gm)].map(
    ([, verb = '', rest = '']) => ({
      verb,
      rest,
    }),
  );
  expect(rows.map(({ verb }) => verb).sort()).toEqual(verbs.map(nameOf).sort());
  for (const verb of verbs) {
    const flags = verb.options.map(({ long }) => `\`${long}`);
    const row = rows.find((candidate) => candidate.verb === nameOf(verb))?.rest ?? '';
    expect(
      flags.filter((flag) => !row.includes(flag)),
      nameOf(verb),
    ).toEqual([]);
  }
});
