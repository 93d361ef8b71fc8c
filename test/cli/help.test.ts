import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { makeProgram } from '../../cli/program.ts';
import { thisWorld } from '../../cli/world.ts';

function verbsOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(verbsOf);
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

test.each(verbs.map((verb) => [`${verb.parent?.name()} ${verb.name()}`, verb] as const))(
  'the help of %s holds an example, the exit codes and a description of every flag',
  (_name, verb) => {
    expect(helpOf(verb)).toMatch(/Examples?:\n {2}\$ (?:\w+ \w+ \| )?/);
    expect(helpOf(verb)).toContain('Exit codes:\n  0  done');
    expect(verb.description()).not.toBe('');
    expect(verb.options.filter(({ description }) => description === '')).toEqual([]);
  },
);

test('the nouns have the verbs that the documentation promises', () => {
  expect(verbs).toHaveLength(38);
});
