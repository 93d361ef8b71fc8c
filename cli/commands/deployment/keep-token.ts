import type { Token } from '../../../src/contract/tokens.ts';
import type { Answer } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import type { Home } from '../../profile/home.ts';
import { saveProfile } from '../../profile/save.ts';
import type { Session } from '../../session.ts';
import { TOKEN_VIEW } from '../token/view.ts';

/** Puts a new token into a profile and shows it; the secret alone with `--quiet`. */
export function keepToken(
  session: Session,
  home: Home,
  { raw, value }: Answer<{ token: Token; secret: string }>,
): void {
  try {
    saveProfile(session.world, home.file, home.name, { url: session.url, token: value.secret });
  } catch (error) {
    // It cannot be asked for again: printing is all that saves it.
    print(session, session.json ? raw : value.secret);
    throw error;
  }
  if (session.json) print(session, raw);
  else print(session, session.quiet ? value.secret : renderCard(TOKEN_VIEW.card, value.token));
}
