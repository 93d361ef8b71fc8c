/**
 * Runs in the browser, as text: it may name nothing outside of itself. ../form.ts makes the elements that it finds.
 * @param {import('./tools.js').Tools} tools
 */
export function runPage({ find, fill, inWords, writeList, tellSecret }) {
  const form = find('form', HTMLFormElement);
  const token = find('token', HTMLInputElement);
  const go = find('go', HTMLButtonElement);
  const { look = '', send = '', start = '', confirm = '', lost = '' } = form.dataset;
  const fields = [...form.querySelectorAll('input')].filter(({ name }) => name !== '');
  // One key for one wish: asked again after a lost answer, it gives the same secret.
  const wish = { body: '', key: '' };
  let found = look === '';

  /** @param {string} id */
  function reveal(id) {
    for (const each of ['problem', 'made']) find(each, HTMLElement).hidden = each !== id;
    find('found', HTMLElement).hidden = look === '' || !found;
    document.getElementById(id)?.focus();
  }

  /** For the words only: the API reads the field for itself. @param {string} text @param {boolean} durationsOnly */
  function instantOf(text, durationsOnly) {
    const [, count, unit = ''] = /^(\d{1,9})([smhdw])$/.exec(text.replace(/^\+(\d{1,6})$/, '$1d')) ?? [];
    const seconds = new Map(Object.entries({ s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 })).get(unit);
    if (count !== undefined && seconds !== undefined) return Date.now() + Number(count) * seconds * 1000;
    if (durationsOnly) return Number.NaN;
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(`${text}T23:59:59Z`);
    return /^\d{4}-\d\d-\d\dt.*(?:z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN;
  }

  /** @param {HTMLInputElement} field */
  function writeWords({ name, value }) {
    const output = document.getElementById(`${name}-words`);
    if (output === null) return;
    const { special = '{}', before = '', after = '', wrong = '' } = output.dataset;
    const ms = instantOf(value.trim(), name === 'overlap');
    const date = ms > Date.now() && ms < Date.UTC(10_000, 0) ? before + inWords(ms) + after : wrong;
    fill(output, new Map(Object.entries(JSON.parse(special))).get(value.trim()) ?? date);
  }

  /** @param {string} id @param {Record<string, any>} shown */
  function writeFacts(id, { name, id: tokenId, type, status, projects, environments, expires, previousSecretUntil }) {
    /** @type {[string, string][]} */
    const facts = [
      ['Name', name],
      ['Token', `${tokenId}, ${type}, ${status.replaceAll('_', ' ')}`],
      ['Project', projects.join(', ').replace('*', 'all')],
      ['Environment', environments.join(', ').replace('*', 'all')],
      ['Expires', expires === null ? 'never' : inWords(Date.parse(expires))],
      ['Old secret', previousSecretUntil && `works until ${inWords(Date.parse(previousSecretUntil))} at the latest`],
    ];
    writeList(id, facts);
  }

  /** The answer's body, or null where the person was told why not. @param {string} path @param {RequestInit} init */
  async function ask(path, init) {
    const headers = { ...init.headers, Authorization: `Bearer ${token.value.trim()}` };
    const response = await fetch(path, { ...init, headers, credentials: 'omit', redirect: 'error' }).catch(() => null);
    const body = await response?.json().catch(() => null);
    if (response?.ok && body) return body;
    const none = { title: 'No answer', detail: init.method === 'POST' ? lost : 'No answer came. Try again.' };
    const { title, detail, fix = '', requestId } = body?.detail ? body : none;
    fill(find('problem-title', HTMLElement), title);
    fill(find('problem-detail', HTMLElement), detail);
    fill(find('problem-fix', HTMLElement), fix);
    fill(find('problem-request', HTMLElement), requestId ? `Request id: ${requestId}` : '');
    reveal('problem');
    return null;
  }

  async function lookUp() {
    const shown = await ask(look, { method: 'GET' });
    if (shown === null) return;
    writeFacts('found-facts', shown);
    found = true;
    go.textContent = confirm;
    reveal('found');
  }

  async function commit() {
    const wanted = JSON.parse(form.dataset.body ?? '{}');
    for (const { name, value } of fields) {
      const text = value.trim();
      if (text !== '') wanted[name] = name === 'overlap' && text === '0' ? 0 : text;
    }
    const body = JSON.stringify(wanted);
    if (wish.body !== body) Object.assign(wish, { body, key: crypto.randomUUID() });
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': wish.key };
    const made = await ask(send, { method: 'POST', headers, body });
    if (made === null) return;
    for (const each of [form, find('command', HTMLElement)]) each.hidden = true;
    token.value = '';
    tellSecret(made);
    writeFacts('made-facts', made.token);
    reveal('made');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (go.ariaDisabled === 'true') return;
    go.ariaDisabled = 'true';
    fill(find('status', HTMLElement), 'Asking …');
    (found ? commit() : lookUp()).finally(() => {
      fill(find('status', HTMLElement), '');
      go.ariaDisabled = null;
    });
  });
  form.addEventListener('input', ({ target }) => {
    if (target !== token) return fields.forEach(writeWords);
    found = look === '';
    go.textContent = found ? confirm : start;
    reveal('');
  });
  fields.forEach(writeWords);
}
