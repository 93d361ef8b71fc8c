import { html } from 'hono/html';
import type { Grant } from '../../contract/grants.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import { asLine } from '../../domain/notices/letter.ts';
import { TYPE_POLICIES } from '../../domain/tokens/types.ts';
import type { Api } from '../api.ts';
import { commandSection } from './command.ts';
import { type Creation, readCreation } from './create-link.ts';
import { expiresField, nameField } from './fields.ts';
import { type Action, actionForm } from './form.ts';
import { answerNotice, answerPage, type Markup, SCRIPT_PATH } from './page.ts';

const TITLE = 'Make a new token';

/** The page behind "Make a new one": all that it knows stands in its address. */
export function create(api: Api): void {
  api.get('/console/tokens/new', (c) => {
    const creation = readCreation(c.req.queries());
    if (creation.ok) return answerPage(c, { title: TITLE, content: content(creation), script: SCRIPT_PATH });
    const text = `The address does not say which token to make. At fault: ${asLine(creation.fields.join(', '))}. Was all of it copied?`;
    return answerNotice(c, 400, 'This link is damaged', text);
  });
}

function content({ body, command }: Extract<Creation, { ok: true }>): Markup {
  const { name, expires = '', ...fixed } = body;
  const fields = [
    nameField(name),
    expiresField('End of life', expires, 'Left empty, it lives as long as tokens of its type do here.'),
  ];
  return html`<h1>${TITLE}</h1>
<p>This makes a new token in place of one that has ended. The link says what it may do: read it before you make it.</p>
<section aria-labelledby="summary-title">
<h2 id="summary-title">What it may do</h2>
<dl>${factsOf(fixed).map(fact)}</dl>
</section>
${actionForm(actionOf(fixed), fields)}
${commandSection(command)}`;
}

function actionOf(body: object): Action {
  return {
    look: null,
    send: '/v1/tokens',
    body,
    start: '',
    confirm: 'Make the token',
    lost: 'No answer came, so the token may have been made or not. Look before you try again: jeton token list.',
  };
}

/** Where no grants say it. */
const POWERS = { everything: 'everything', owner_roles: 'what its owner may do' };

type Fact = [label: string, values: string[]];

function factsOf(body: Omit<CreateTokenBody, 'name' | 'expires'>): Fact[] {
  const { type, projects = [], environments = [], grants = [], allowedIps, allowedOrigins, owner, s3 } = body;
  const policy = TYPE_POLICIES[type];
  const facts: Fact[] = [
    ['Type', [type]],
    ['Signs', s3 ? ['S3 requests, and does nothing else'] : []],
    ['Project', policy.projects === 'all' ? ['all'] : projects.map(allOr)],
    ['Environment', policy.environments === 'all' ? ['all'] : environments.map(allOr)],
    ['Grant', policy.permission === 'grants' ? grants.map(inWords) : [POWERS[policy.permission]]],
    ['From address', allowedIps ?? ['any']],
    ['From origin', allowedOrigins ?? []],
    ['Owner', owner === undefined ? [] : [owner]],
  ];
  return facts.filter(([, values]) => values.length > 0);
}

function fact([label, values]: Fact): Markup {
  return html`<dt>${label}</dt>${values.map((value) => html`<dd>${asLine(value)}</dd>`)}`;
}

function allOr(name: string): string {
  return name === '*' ? 'all' : name;
}

function inWords({ resource, name, actions }: Grant): string {
  return `${resource} ${name === '*' ? '(every one)' : name}: ${actions.join(', ')}`;
}
