import type { Command } from 'commander';
import { ItemList } from '../../../src/contract/places.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage, type View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { itemsPath, type Place, withPlace } from './place.ts';

type Item = ItemList['items'][number];
type ListOptions = Place & PagingOptions & { prefix?: string };

const LARGEST_LIMIT = 1000;
const COLUMNS: readonly Column<Item>[] = [
  { title: 'key', of: (item) => item.key },
  { title: 'content type', of: (item) => item.contentType ?? '' },
  { title: 'expires', of: (item) => item.expires ?? 'never' },
];
const ITEM_VIEW: View<Item> = { noun: 'item', columns: COLUMNS, card: COLUMNS, essence: (item) => item.key };

/** `jeton item list`: the keys of a namespace. */
export function addItemList(item: Command, world: World): void {
  withPaging(
    withPlace(item.command('list').description('the keys of a namespace')).option(
      '--prefix <text>',
      'only keys that begin so',
    ),
  )
    .addHelpText('after', '\nExample:\n  $ jeton item list --project web --namespace marketing --prefix en/ --all')
    .action(async (options: ListOptions, command: Command) => {
      const session = openSession(world, command);
      const { environment, prefix } = options;
      const request = { path: itemsPath(options), query: { environment, prefix }, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, ItemList), ITEM_VIEW);
    });
}
