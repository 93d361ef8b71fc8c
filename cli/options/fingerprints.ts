import { InvalidArgumentError } from 'commander';
import { Fingerprint } from '../../src/contract/clients.ts';
import { words } from './words.ts';

const HELP = 'Write the SHA-256 of the certificate: 64 hex digits, with or without colons, as openssl prints it.';

/** `--certificate AA:BB:…`, repeatable. */
export function fingerprints(value: string, before: string[] | false | undefined): string[] {
  return words(value, before).map((word) => {
    const parsed = Fingerprint.safeParse(word.replaceAll(':', '').toLowerCase());
    if (!parsed.success) throw new InvalidArgumentError(HELP);
    return parsed.data;
  });
}
