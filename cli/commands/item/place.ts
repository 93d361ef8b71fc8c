import type { Command } from 'commander';
import { path } from '../../http/address.ts';

/** Where items are. */
export type Place = { project: string; namespace: string; environment?: string };

/** Adds the flags that say where. */
export function withPlace(command: Command): Command {
  return command
    .requiredOption('--project <id>', 'project')
    .requiredOption('--namespace <name>', 'namespace')
    .option('--environment <id>', 'environment; may be left out where the token has just one');
}

/** The path of the items of a place. */
export function itemsPath({ project, namespace }: Place): string {
  return path`/v1/projects/${project}/namespaces/${namespace}/items`;
}

/** The path of one item. */
export function itemPath({ project, namespace }: Place, key: string): string {
  return path`/v1/projects/${project}/namespaces/${namespace}/items/${key}`;
}
