import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectComplaint,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  takePictures,
  useBrowser,
} from './support/browser.ts';

const PROJECT = 'ns-shop';
const PLACE = { project: PROJECT, namespace: 'catalogue' };
const PRODUCTION = { environment: 'production' };
const AT = `/namespaces/${PROJECT}/catalogue`;

/** Stores items of the namespace that all tests look at. */
async function put(key: string, body: BodyInit, contentType = 'text/plain; charset=utf-8'): Promise<void> {
  await must(api().putItem({ path: { ...PLACE, key }, query: PRODUCTION, body, contentType }));
}

async function read(key: string, environment = 'production'): Promise<string | null> {
  const found = await api().getItem({ path: { ...PLACE, key }, query: { environment } });
  return found.ok ? found.value.text() : null;
}

const OFFER = '{"title":"Autumn sale","until":"2026-12-31","article":12345678901234567890,"countries":["de","fr"]}';
/** Bytes that are no text in any encoding that is looked for. */
const BYTES = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256);
const ODD_KEYS = ['../secrets', 'a b&c=d#e?f', '<img src=x onerror=alert(1)>', 'ключ', '//x', 'x'.repeat(400)];

describe.skipIf(!hasBrowser)('namespaces', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Shop of the namespaces' } }));
    await must(api().createProject({ body: { id: 'ns-bare', name: 'Bare' } }));
    await must(api().createGroup({ body: { id: 'ns-editors', name: 'Editors' } }));
    const bodies = [
      { name: 'catalogue', retentionDays: 30 },
      { name: 'legal', group: 'ns-editors' },
      { name: 'quiet' },
    ];
    for (const body of bodies) await must(api().createNamespace({ path: { project: PROJECT }, body }));
    await put('greeting', 'Hello, and welcome to the shop.');
    await put('offer.json', OFFER, 'application/json');
    await put('logo.png', BYTES, 'image/png');
    await put('page.html', '<h1 id="injected">Hello</h1><script>window.ran = true</script>', 'text/html');
    for (const key of ['de/greeting', 'en/greeting', 'en/bye', 'en/legal/terms.md']) await put(key, `This is ${key}.`);
  });

  it('are listed by project, which the address keeps, with what one may do there', async () => {
    const page = await openConsole('/namespaces');
    await page.getByLabel('Project').selectOption(PROJECT);
    const table = page.getByRole('table', { name: `Namespaces of ${PROJECT}` });
    await table.getByRole('row').filter({ hasText: 'catalogue' }).getByText('for 30 days').waitFor();
    expect(await table.getByRole('row').filter({ hasText: 'legal' }).innerText()).toMatch(/ns-editors/);
    expect(new URL(page.url()).searchParams.get('project')).toBe(PROJECT);
    await expectAccessible(page);
    await takePictures(page, 'namespaces');
    await page.reload();
    await table.getByRole('link', { name: 'catalogue' }).click();
    await page.getByRole('heading', { level: 1, name: 'catalogue' }).waitFor();
  });

  it('are created, changed and deleted, the last only after their name was typed', async () => {
    const page = await openConsole(`/namespaces?project=${PROJECT}`);
    await page.getByRole('button', { name: 'Create a namespace' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a namespace' });
    await dialog.getByLabel('Name').fill('press');
    await dialog.getByLabel('Days that items are kept').fill('14');
    await dialog.getByText('The same on the command line').click();
    await dialog.getByText('namespace create press --project ns-shop --retention-days 14').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create the namespace' }).click();
    const row = page.getByRole('row').filter({ hasText: 'press' });
    await row.getByText('for 14 days').waitFor();

    await row.getByRole('button', { name: 'Actions for press' }).click();
    await page.getByRole('menuitem', { name: 'Change it' }).click();
    await page.getByLabel('Days that items are kept').fill('0');
    await page.getByLabel('Group that guards it').selectOption('ns-editors');
    await page.getByRole('button', { name: 'Change the namespace' }).click();
    await row.getByText('for ever').waitFor();
    await row.getByText('ns-editors').waitFor();

    await row.getByRole('button', { name: 'Actions for press' }).click();
    await page.getByRole('menuitem', { name: 'Delete it' }).click();
    const button = page.getByRole('button', { name: 'Delete the namespace' });
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('To go on, type: press').fill('press');
    await expectAccessible(page);
    await button.click();
    await page.getByRole('dialog', { name: 'Delete press' }).waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
  });

  it('a name that is taken, and one that is none, are told beside the form', async () => {
    const page = await openConsole(`/namespaces?project=${PROJECT}`);
    await page.getByRole('button', { name: 'Create a namespace' }).click();
    const dialog = page.getByRole('dialog');
    expectStatus(page, 400, 409);
    await dialog.getByLabel('Name').fill('No Good');
    await dialog.getByRole('button', { name: 'Create the namespace' }).click();
    await dialog.getByText('must be 1 to 32 of a-z').first().waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Name').fill('catalogue');
    await dialog.getByRole('button', { name: 'Create the namespace' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'conflict' }).waitFor();
  });

  it('what holds items is not deleted: the dialog stays, and says which environment holds some', async () => {
    const page = await openConsole(`/namespaces?project=${PROJECT}`);
    await page.getByRole('button', { name: 'Actions for catalogue' }).click();
    await page.getByRole('menuitem', { name: 'Delete it' }).click();
    await page.getByLabel('To go on, type: catalogue').fill('catalogue');
    expectStatus(page, 409);
    await page.getByRole('button', { name: 'Delete the namespace' }).click();
    await page.getByRole('alert').filter({ hasText: 'environment production still holds items' }).waitFor();
    await must(api().getNamespace({ path: PLACE }));
  });

  it('a project without any, and one that is not there, say so', async () => {
    const page = await openConsole('/namespaces?project=ns-bare');
    await page.getByRole('heading', { name: 'No namespace yet' }).waitFor();
    await expectAccessible(page);
    expectStatus(page, 404);
    await page.goto(`${inject('stack').url}/console/namespaces?project=ns-not-there`);
    await page.getByRole('alert').filter({ hasText: 'not_found' }).waitFor();
    await expectAccessible(page);
  });
});

describe.skipIf(!hasBrowser)('the items of a namespace', () => {
  useBrowser();

  it('are gone through by folder, with the way back in the address', async () => {
    const page = await openConsole(AT);
    await page.getByRole('link', { name: 'en/' }).click();
    await page.getByRole('link', { name: 'legal/' }).click();
    await page.getByRole('link', { name: 'terms.md' }).click();
    await page.getByText('This is en/legal/terms.md.').waitFor();
    expect(new URL(page.url()).searchParams.get('key')).toBe('en/legal/terms.md');
    expect(
      await page
        .getByRole('heading', { level: 2, name: 'en/legal/terms.md' })
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await page.reload();
    await page.getByText('This is en/legal/terms.md.').waitFor();
    await page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name: 'en/' }).click();
    await page.getByRole('link', { name: 'bye' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'en/legal/terms.md' }).waitFor();
    await page.getByRole('button', { name: 'Close the item' }).click();
    await page.getByRole('heading', { level: 2, name: 'en/legal/terms.md' }).waitFor({ state: 'detached' });
  });

  it('are found by how their keys begin', async () => {
    const page = await openConsole(AT);
    await page.getByLabel('Keys that begin with').fill('gree');
    await page.getByRole('button', { name: 'Show these keys' }).click();
    await page.getByRole('link', { name: 'offer.json' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'greeting' }).waitFor();
    await page.getByLabel('Keys that begin with').fill('nothing-so');
    await page.getByLabel('Keys that begin with').press('Enter');
    await page.getByRole('heading', { name: 'No key begins so' }).waitFor();
    await expectAccessible(page);
  });

  it('show JSON laid out, its large numbers as they are written', async () => {
    const page = await openConsole(`${AT}?key=offer.json`);
    const shown = page.getByLabel('what offer.json holds', { exact: true });
    await shown.getByText('"article": 12345678901234567890,').waitFor();
    await page.getByText(`${OFFER.length} bytes`).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'items');
    await page.getByRole('button', { name: 'Show it as it is stored' }).click();
    expect(await shown.innerText()).toBe(OFFER);
  });

  it('never become a page: markup is shown as text, and bytes are told and downloaded as they are', async () => {
    const page = await openConsole(`${AT}?key=page.html`);
    await page.getByText('<h1 id="injected">').waitFor();
    expect(await page.locator('#injected').count()).toBe(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await page.getByRole('link', { name: 'logo.png' }).click();
    await page.getByText('This is no text, but 3.0 kB (3,000 bytes) of').waitFor();
    await expectAccessible(page);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('logo.png');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(Buffer.from(BYTES))).toBe(true);
  });

  it('are put as text and changed; one that is there already is not replaced unasked', async () => {
    const page = await openConsole(`${AT}?prefix=fr/`);
    await page.getByRole('button', { name: 'Put an item' }).click();
    const dialog = page.getByRole('dialog', { name: 'Put an item' });
    expect(await dialog.getByLabel('Key').inputValue()).toBe('fr/');
    await dialog.getByLabel('Key').fill('fr/greeting');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Bonjour');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Store the item' }).click();
    await page.getByRole('heading', { level: 2, name: 'fr/greeting' }).waitFor();
    await page.getByText('Bonjour').waitFor();
    expect(await read('fr/greeting')).toBe('Bonjour');

    await page.getByRole('button', { name: 'Put an item' }).click();
    await dialog.getByLabel('Key').fill('fr/greeting');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Salut');
    await dialog.getByRole('button', { name: 'Store the item' }).click();
    await dialog.getByText('There is an item of this key already').waitFor();
    expect(await read('fr/greeting')).toBe('Bonjour');
    await dialog.getByRole('button', { name: 'Replace the item' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Salut').waitFor();

    await page.getByRole('button', { name: 'Edit' }).click();
    const edit = page.getByRole('dialog', { name: 'Replace the item' });
    await edit.getByLabel('Content type').fill('application/json');
    await edit.getByRole('button', { name: 'Replace the item' }).click();
    await edit.getByText('This is no JSON').waitFor();
    await edit.getByRole('textbox', { name: 'Text' }).fill('{"fr":true}');
    await edit.getByRole('button', { name: 'Replace the item' }).click();
    await edit.waitFor({ state: 'detached' });
    expect(await read('fr/greeting')).toBe('{"fr":true}');
  });

  it('are put as files, byte for byte, and say how far they are', async () => {
    const page = await openConsole(AT);
    await page.getByRole('button', { name: 'Put an item' }).click();
    const dialog = page.getByRole('dialog', { name: 'Put an item' });
    await dialog.getByLabel('Key').fill('files/data.bin');
    await dialog.getByLabel('A file').check();
    await dialog.getByRole('button', { name: 'Store the item' }).click();
    await dialog.getByText('Choose a file.').waitFor();
    await expectAccessible(page);
    const buffer = Buffer.alloc(6_000_000, BYTES);
    await dialog
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'data.bin', mimeType: 'application/zip', buffer });
    expect(await dialog.getByLabel('Content type').inputValue()).toBe('application/zip');
    const seen = page.waitForFunction(() => document.querySelector('[role="progressbar"]') !== null);
    await dialog.getByRole('button', { name: 'Store the item' }).click();
    await seen;
    await page.getByText('6.0 MB (6,000,000 bytes)', { exact: true }).waitFor();
    const stored = await must(api().getItem({ path: { ...PLACE, key: 'files/data.bin' }, query: PRODUCTION }));
    expect(stored.headers.get('Content-Type')).toBe('application/zip');
    expect(Buffer.from(await stored.arrayBuffer()).equals(buffer)).toBe(true);
  });

  it('are deleted once it was confirmed', async () => {
    await put('to-delete', 'gone soon');
    const page = await openConsole(`${AT}?key=to-delete`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete the item' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await read('to-delete')).toBe('gone soon');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Delete the item' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'to-delete' }).waitFor({ state: 'detached' });
    expect(await read('to-delete')).toBeNull();
    expectStatus(page, 404);
    await page.goto(`${inject('stack').url}/console${AT}?key=to-delete`);
    await page.getByRole('heading', { name: 'There is no such item' }).waitFor();
    await expectAccessible(page);
  });

  it('have keys of any text: each is shown as it is, and opened', async () => {
    const odd = { project: PROJECT, namespace: 'quiet' };
    for (const key of ODD_KEYS) {
      await must(api().putItem({ path: { ...odd, key }, query: { environment: 'staging' }, body: `holds ${key}` }));
    }
    const page = await openConsole(`/namespaces/${PROJECT}/quiet?environment=staging`);
    for (const key of ODD_KEYS) {
      const search = new URLSearchParams({ environment: 'staging', key });
      await page.goto(`${inject('stack').url}/console/namespaces/${PROJECT}/quiet?${search}`);
      await page.getByText(`holds ${key}`, { exact: true }).waitFor();
    }
    await page.setViewportSize({ width: 390, height: 844 });
    const wider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(wider)).toBe(false);
    await page.getByRole('button', { name: 'All keys' }).click();
    await page.getByRole('link', { name: 'x'.repeat(400) }).waitFor();
    expect(await page.evaluate(wider)).toBe(false);
  });

  it('are apart by environment; where there is none yet, the page says how to put the first', async () => {
    const page = await openConsole(AT);
    await page.getByRole('link', { name: 'greeting', exact: true }).waitFor();
    await page.getByLabel('Environment').selectOption('staging');
    await page.getByRole('heading', { name: 'Nothing is in catalogue yet' }).waitFor();
    expect(new URL(page.url()).searchParams.get('environment')).toBe('staging');
    await page.getByText('jeton item put greeting --project ns-shop').waitFor();
    await expectAccessible(page);
  });

  it('come by page, as many as there are', async () => {
    const namespace = 'many';
    await must(api().createNamespace({ path: { project: PROJECT }, body: { name: namespace } }));
    const keys = Array.from({ length: 230 }, (_, index) => `key-${String(index).padStart(3, '0')}`);
    for (let start = 0; start < keys.length; start += 23) {
      const some = keys.slice(start, start + 23);
      const path = (key: string) => ({ project: PROJECT, namespace, key });
      await Promise.all(some.map((key) => must(api().putItem({ path: path(key), query: PRODUCTION, body: 'x' }))));
    }
    const page = await openConsole(`/namespaces/${PROJECT}/${namespace}`);
    await page.getByText('200 shown').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('230 shown').waitFor();
    await page.getByRole('link', { name: 'key-229' }).waitFor();
  });

  it('without a network, what fails is told, and can be tried again', async () => {
    const page = await openConsole(AT);
    await page.getByRole('link', { name: 'greeting', exact: true }).waitFor();
    await page.route('**/items/greeting?*', (route) => route.abort());

    expectComplaint(page, /net::ERR_FAILED/);
    await page.getByRole('link', { name: 'greeting', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'unreachable' }).waitFor();
    await expectAccessible(page);
    await page.unroute('**/items/greeting?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Hello, and welcome to the shop.').waitFor();
  });
});
