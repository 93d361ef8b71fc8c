import { InvalidArgumentError } from 'commander';
import { Permission } from '../../src/contract/permissions.ts';
import { words } from './words.ts';

const HELP =
  'Write RESOURCE:ACTION, for tokens also RESOURCE:ACTION@ENVIRONMENT: token:read, namespace:*, token:*@staging';

/** `--permission token:read,namespace:*`, repeatable. */
export function permissions(value: string, before: string[] | false | undefined): string[] {
  return words(value, before).map((word) => {
    if (!Permission.safeParse(word).success) throw new InvalidArgumentError(HELP);
    return word;
  });
}
