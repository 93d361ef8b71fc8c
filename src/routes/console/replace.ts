import { html } from 'hono/html';
import { parseId } from '../../contract/ids.ts';
import type { Api } from '../api.ts';
import { type Command, commandSection } from './command.ts';
import { expiresField, LONGEST_WHEN, overlapField } from './fields.ts';
import { type Action, actionForm } from './form.ts';
import { answerNotice, answerPage, type Markup, SCRIPT_PATH } from './page.ts';

const TITLE = 'Replace the secret of a token';

/** What the link asks for; both may be changed on the page, and the API judges them. */
type Wish = { expires: string; overlap: string };

/** The page behind "Replace it": it tells nothing of the token but the id that stands in its address. */
export function replace(api: Api): void {
  api.get('/console/tokens/:id/replace', (c) => {
    const id = c.req.param('id');
    if (parseId('tok', id) === null) {
      return answerNotice(c, 404, 'There is no such token', 'The address holds no token id. Was all of it copied?');
    }
    const wish = { expires: read(c.req.query('expires')), overlap: read(c.req.query('overlap')) };
    return answerPage(c, { title: TITLE, content: content(id, wish), script: SCRIPT_PATH });
  });
}

function read(value = ''): string {
  return value.slice(0, LONGEST_WHEN);
}

function content(id: string, wish: Wish): Markup {
  const fields = [
    expiresField('New end of life', wish.expires, 'Left empty, the end stays as it is.'),
    overlapField(wish.overlap),
  ];
  return html`<h1>${TITLE}</h1>
<p>This gives the token <code>${id}</code> a new secret. Its id and what it may do stay as they are.</p>
${actionForm(actionOf(id), fields)}
${commandSection(commandOf(id, wish))}`;
}

function actionOf(id: string): Action {
  return {
    look: `/v1/tokens/${id}`,
    send: `/v1/tokens/${id}/refresh`,
    body: {},
    start: 'Show me the token first',
    confirm: 'Replace the secret',
    lost: 'No answer came. Press the button again: if the secret was replaced already, you get that same new one.',
  };
}

function commandOf(id: string, { expires, overlap }: Wish): Command {
  const flags: Command['flags'] = [
    ['expires', expires],
    ['overlap', overlap],
  ];
  return { start: ['jeton', 'token', 'refresh', id], flags: flags.filter(([, value]) => value !== ''), rest: [] };
}
