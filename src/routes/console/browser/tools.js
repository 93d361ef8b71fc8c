/** Runs in the browser, as text, and makes what the script of a page is handed. ../form.ts makes the elements that it finds. */
export function makeTools() {
  const secret = find('secret', HTMLTextAreaElement);
  let unsaved = false;

  /** @template {HTMLElement} Kind @param {string} id @param {new () => Kind} kind */
  function find(id, kind) {
    const element = document.getElementById(id);
    if (element instanceof kind) return element;
    throw new Error(`the page has no ${id}`);
  }

  /** @param {Element} element @param {string} text */
  function fill(element, text) {
    // A name may hold characters that turn the text around them.
    element.textContent = text.replace(/\p{Bidi_Control}/gu, '\ufffd');
  }

  /** @param {number} ms */
  function inWords(ms) {
    const style = /** @type {const} */ ({ dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
    const hours = Math.round((ms - Date.now()) / 3_600_000);
    const [count, unit] = Math.abs(hours) < 48 ? [hours, 'hour'] : [Math.round(hours / 24), 'day'];
    const distance = new Intl.RelativeTimeFormat('en').format(count, unit === 'day' ? 'day' : 'hour');
    return `${new Intl.DateTimeFormat('en-GB', style).format(ms)} UTC (${distance})`;
  }

  /** @param {string} id @param {[string, ...string[]][]} facts */
  function writeList(id, facts) {
    const list = find(id, HTMLElement);
    list.replaceChildren();
    for (const [term, ...values] of facts) {
      const told = values.filter(Boolean);
      if (told.length === 0) continue;
      fill(list.appendChild(document.createElement('dt')), term);
      for (const value of told) fill(list.appendChild(document.createElement('dd')), value);
    }
  }

  /** Of an S3 key pair both halves, as the clients' files write them. @param {{ secret: string, s3?: { accessKeyId: string, secretAccessKey: string } }} told */
  function tellSecret({ secret: text, s3 }) {
    const pair = s3 && `aws_access_key_id = ${s3.accessKeyId}\naws_secret_access_key = ${s3.secretAccessKey}`;
    secret.value = pair ?? text;
    unsaved = true;
  }

  find('copy', HTMLButtonElement).addEventListener('click', async () => {
    secret.select();
    const copied = await navigator.clipboard.writeText(secret.value).catch(() => false);
    unsaved = copied === false;
    fill(find('copied', HTMLElement), unsaved ? 'The browser refused; it is selected, copy it by hand.' : 'Copied.');
  });
  window.addEventListener('beforeunload', (event) => unsaved && event.preventDefault());
  return { find, fill, inWords, writeList, tellSecret };
}
