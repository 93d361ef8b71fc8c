import { Terminal } from 'lucide-react';
import { Code } from './code.tsx';
import styles from './command-line.module.css';

/** A word of a command line; what is nothing is left out: `limit !== null && ['--limit', limit]`. */
export type Word = string | number | null | undefined | false | readonly Word[];

type CommandLineProps = {
  words: readonly Word[];
  /** Further commands, each on a line of its own. */
  more?: readonly (readonly Word[])[];
  open?: boolean;
};

/**
 * The command that does what the page does.
 *
 * @example
 * <CommandLine words={['token', 'list', type && ['--type', type]]} />
 */
export function CommandLine({ words, more = [], open = false }: CommandLineProps) {
  return (
    <details className={styles.command} open={open}>
      <summary>
        <Terminal aria-hidden size={15} /> The same on the command line
      </summary>
      <Code text={[words, ...more].map(commandOf).join('\n')} what="the command" />
    </details>
  );
}

export function commandOf(words: readonly Word[]): string {
  return ['jeton', ...flatten(words)].map(quote).join(' ');
}

function flatten(words: readonly Word[]): string[] {
  return words.flatMap((word) => {
    if (word === null || word === undefined || word === false) return [];
    return Array.isArray(word) ? flatten(word) : [String(word)];
  });
}

/** For a POSIX shell: within single quotes everything stands for itself. */
function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
