import type { UsingProperty } from '../../../src/contract/access-keys.ts';
import { print, say } from '../../output/show.ts';
import { renderTable } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { USING_COLUMNS } from './view.ts';

/** Shows which properties sign with a version; nothing on stdout where none does. */
export function showUsing(session: Session, raw: string, properties: readonly UsingProperty[]): void {
  if (session.json) {
    print(session, raw);
    return;
  }
  if (properties.length > 0) {
    const ids = properties.map(({ propertyId }) => propertyId).join('\n');
    print(session, session.quiet ? ids : renderTable(USING_COLUMNS, properties));
  } else say(session, 'no active property signs with it');
}
