/**
 * Runs in the browser, as text: it may name nothing outside of itself. ../welcome.ts makes the elements that it finds.
 * Nothing is asked before the button is pressed: what opens links in mails to look for malice must not use them up.
 * @param {import('./tools.js').Tools} tools
 */
export function runWelcome({ find, fill, inWords, writeList, tellSecret }) {
  const go = find('go', HTMLButtonElement);
  const ask = find('ask', HTMLElement);
  const status = find('status', HTMLElement);
  const code = location.hash.slice(1);
  // Neither the history nor a look over the shoulder shall keep it.
  history.replaceState(null, '', location.pathname);

  /** @param {string} id */
  function reveal(id) {
    for (const each of ['problem', 'made']) find(each, HTMLElement).hidden = each !== id;
    find(id, HTMLElement).focus();
  }

  /** @param {string} title @param {string} detail @param {{ fix?: string, requestId?: string, over?: boolean }} more */
  function tellProblem(title, detail, { fix = '', requestId = '', over = false }) {
    fill(find('problem-title', HTMLElement), title);
    fill(find('problem-detail', HTMLElement), detail);
    fill(find('problem-fix', HTMLElement), fix);
    fill(find('problem-request', HTMLElement), requestId && `Request id: ${requestId}`);
    ask.hidden = over;
    reveal('problem');
  }

  /** @param {Record<string, any> | null} problem */
  function explain(problem) {
    const another = 'Ask whoever sent it for another.';
    if (problem?.code === 'not_found') {
      const why = 'It has been used, it was taken back, or it is too old; or its token has ended.';
      return tellProblem('This link no longer works', why, { fix: another, over: true });
    }
    const again = 'Press the button again in a minute.';
    if (problem?.code === 'rate_limited') return tellProblem('Too many tries from where you are', again, {});
    const lost = `${again} If the link no longer works then, the token was lost on its way. ${another}`;
    if (!problem?.title) return tellProblem('No answer came', lost, {});
    tellProblem(problem.title, problem.detail, { fix: lost, requestId: problem.requestId });
  }

  /** @param {Record<string, any>} token */
  function writeFacts({
    name,
    id,
    type,
    projects,
    environments,
    grants,
    clients,
    allowedIps,
    allowedOrigins,
    ...rest
  }) {
    const { notBefore, expires } = rest;
    const powers = new Map([
      ['admin', 'everything'],
      ['personal', 'what its owner may do'],
    ]);
    /** @param {{ resource: string, name: string, actions: string[] }} grant */
    const inShort = (grant) =>
      `${grant.resource} ${grant.name === '*' ? '(every one)' : grant.name}: ${grant.actions.join(', ')}`;
    writeList('made-facts', [
      ['Name', name],
      ['Token', `${id}, ${type}`],
      ['It may', ...(powers.has(type) ? [powers.get(type) ?? ''] : grants.map(inShort))],
      ['Project', projects.join(', ').replace('*', 'all')],
      ['Environment', environments.join(', ').replace('*', 'all')],
      ['Only for client', ...(clients ?? [])],
      ['Only from address', ...(allowedIps ?? [])],
      ['Only from origin', ...(allowedOrigins ?? [])],
      ['Works from', notBefore && inWords(Date.parse(notBefore))],
      ['Expires', expires === null ? 'never' : inWords(Date.parse(expires))],
    ]);
  }

  /** A line that asks for the token: neither the history of a shell nor a list of processes' lines keeps it. */
  function writeLine(/** @type {string[] | null} */ origins) {
    const [first] = origins ?? [];
    const origin = first === undefined ? '' : ` -H 'Origin: ${first === '*' ? location.origin : first}'`;
    const url = `${location.origin}/v1/tokens/self`;
    fill(
      find('line', HTMLElement),
      `printf 'Token: '; read -rs TOKEN; echo; curl -H "Authorization: Bearer $TOKEN"${origin} ${url}`,
    );
  }

  async function redeem() {
    const init = /** @type {const} */ ({ method: 'POST', credentials: 'omit', redirect: 'error' });
    const response = await fetch(`/v1/shares/${encodeURIComponent(code)}/redeem`, init).catch(() => null);
    const body = await response?.json().catch(() => null);
    if (!response?.ok || !body?.secret) return explain(body ?? null);
    ask.hidden = true;
    tellSecret(body);
    writeFacts(body.token);
    writeLine(body.token.allowedOrigins);
    // Such a token does nothing but sign S3 requests.
    find('try', HTMLElement).hidden = body.s3 !== undefined;
    reveal('made');
  }

  go.addEventListener('click', () => {
    if (go.ariaDisabled === 'true') return;
    go.ariaDisabled = 'true';
    fill(status, 'Asking …');
    redeem().finally(() => {
      fill(status, '');
      go.ariaDisabled = null;
    });
  });
  // Another link, opened where this page stands: it begins anew, unless a secret would be lost.
  window.addEventListener('hashchange', () => location.reload());
  if (code === '') {
    const why = 'This page is opened by a link in a mail, and forgets it when it is loaded again.';
    tellProblem('Something is missing in the address', why, {
      fix: 'Open the link in the mail once more.',
      over: true,
    });
  }
}
