import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  api,
  expectAccessible,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  openPage,
  signInByPassword,
  takePictures,
  useBrowser,
} from './support/browser.ts';

const PROJECT = 'storefront';

/** A document for a shop; its hostnames are named by `name`. */
function shopDocument(name: string) {
  return {
    hostnames: { production: [`${name}.storefront.example`], staging: [`${name}-staging.storefront.example`] },
    origin: { url: 'https://example.com/shop' },
    clientKeys: { header: 'X-Client-Key', keys: ['web-shop'] },
    rules: [
      { paths: ['/health'], access: { by: 'open' as const } },
      { paths: ['/catalogue/*'], access: { by: 'clientKey' as const } },
      {
        paths: ['/orders/{shop}', '/orders/{shop}/*'],
        methods: ['GET' as const, 'POST' as const],
        access: { by: 'token' as const, requires: [{ resource: 'orders', name: '{shop}', action: '{method}' }] },
      },
    ],
  };
}

async function createProperty(name: string, document: object = shopDocument(name), project = PROJECT): Promise<string> {
  const body = { project, name, document: document as ReturnType<typeof shopDocument>, note: 'the first' };
  return (await must(api().createProperty({ body }))).property.id;
}

async function saveNext(id: string, document: object): Promise<void> {
  const body = { document: document as ReturnType<typeof shopDocument>, note: 'a new client key' };
  await must(api().createPropertyVersion({ path: { id }, body }));
}

function activate(id: string, environment: string, version: number) {
  return must(api().activateProperty({ path: { id }, body: { environment, version } }));
}

/** The text of the document that the page shows. */
const documentIn = (page: Page) => page.getByRole('textbox', { name: /The document/ });
const environmentIn = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

describe.skipIf(!hasBrowser)('the properties in the console', () => {
  useBrowser();

  beforeAll(async () => {
    await must(api().createProject({ body: { id: PROJECT, name: 'Storefront' } }));
    await must(api().createProject({ body: { id: 'bookshop', name: 'Bookshop' } }));
    await must(api().createProject({ body: { id: 'ticketing', name: 'Ticketing' } }));
  });

  it('makes one by the form, says what it comes to, and activates it', async () => {
    const page = await openConsole('/properties?project=ticketing');
    await page.getByRole('heading', { name: 'There is no property in ticketing' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Create a property' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('tickets');
    await page.getByRole('textbox', { name: 'Hostnames in production' }).fill('tickets.example.com, t.example.com');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/tickets');
    await page.getByRole('textbox', { name: 'Paths' }).fill('/events/{event}/*');
    await page.getByRole('checkbox', { name: 'POST' }).check();
    await page.getByRole('button', { name: 'Require a grant' }).click();
    expect(await page.getByRole('textbox', { name: 'Resource' }).inputValue()).toBe('event');
    await page.getByRole('cell', { name: 'event:{event}:{method}' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await takePictures(page, 'property-create');
    // Its name need not be looked up, which would warn where there is no network.
    await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/tickets');
    await page.getByRole('button', { name: 'Create the property' }).click();
    await page.getByRole('heading', { level: 1, name: 'tickets' }).waitFor();
    const production = environmentIn(page, 'production');
    await production.getByText('nothing', { exact: true }).waitFor();
    await production.getByRole('button', { name: 'Activate in production' }).click();
    const dialog = page.getByRole('dialog', { name: 'Activate tickets in production' });
    await dialog.getByText('tickets.example.com, t.example.com').waitFor();
    await dialog.getByRole('textbox', { name: 'Note' }).fill('go live');
    await dialog.getByRole('button', { name: 'Activate version 1 in production' }).click();
    await production.getByText('version 1', { exact: true }).waitFor();
    await production.getByText(/on its way to all locations/).waitFor();
    await production.getByText('events/event/anything').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await expectAccessible(page);
  });

  it('says by each field of the form what the API refuses, and keeps what was filled in', async () => {
    const page = await openConsole(`/properties?new=form&project=${PROJECT}`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('refused');
    await page.getByRole('textbox', { name: 'Hostnames in production' }).fill('Shop.example.com');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com');
    await page.getByRole('textbox', { name: 'Paths' }).fill('orders');
    expectStatus(page, 400);
    await page.getByRole('button', { name: 'Create the property' }).click();
    await page.getByRole('alert').filter({ hasText: 'No property was made' }).waitFor();
    await page.getByText('must be a host name in lower case, without a port', { exact: true }).waitFor();
    await page.getByText(/^must be a path such as/).waitFor();
    await expectAccessible(page);
    expect(await page.getByRole('textbox', { name: 'Paths' }).inputValue()).toBe('orders');
  });

  it('makes one that speaks S3, signed with a version of an access key of the project', async () => {
    const credentials = { cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE', cloudSecretAccessKey: 'no-secret-of-a-cloud' };
    const networkConfiguration = { securityNetwork: 'STANDARD_TLS' as const };
    const body = { accessKeyName: 'photo-store', authenticationMethod: 'AWS4_HMAC_SHA256' as const, project: PROJECT };
    await must(api().createAccessKey({ body: { ...body, credentials, networkConfiguration } }));
    const isActive = async () => {
      const { items } = await must(api().listAccessKeys({ query: { project: PROJECT } }));
      const [key] = items;
      if (key === undefined) return null;
      const versions = await must(api().listAccessKeyVersions({ path: { uid: key.accessKeyUid } }));
      return versions.items[0]?.deploymentStatus;
    };
    await expect.poll(isActive, { timeout: 20_000 }).toBe('ACTIVE');
    const page = await openConsole(`/properties?new=form&project=${PROJECT}`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('photos');
    await page.getByRole('textbox', { name: 'Hostnames in production' }).fill('s3.photos.example.com');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://s3.eu-central-1.amazonaws.com');
    await page.getByRole('combobox', { name: 'Sign with' }).selectOption({ label: 'photo-store, version 1' });
    await page.getByRole('textbox', { name: 'Region' }).fill('eu-central-1');
    await page.getByRole('radio', { name: 'S3' }).check();
    await page.getByRole('textbox', { name: 'Buckets' }).fill('assets = shop-assets-eu\nuploads');
    await page.getByRole('button', { name: 'Create the property' }).click();
    await page.getByRole('heading', { level: 1, name: 'photos' }).waitFor();
    const production = environmentIn(page, 'production');
    await production.getByRole('link', { name: 'photo-store' }).waitFor();
    await production.getByText('aws --profile photos s3 ls s3://assets/').waitFor();
    await page.getByRole('tab', { name: 'Document' }).click();
    await page.getByRole('row', { name: /assets.*shop-assets-eu/ }).waitFor();
    await expectAccessible(page);
  });

  it('leads from an error to its place, and lets the version be activated once it is mended', async () => {
    const { clientKeys, ...broken } = shopDocument('broken');
    const id = await createProperty('broken', { ...broken, origin: { url: 'http://127.0.0.1:9/shop' } });
    const page = await openConsole(`/properties/${id}?activate=production`);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('takes client keys, and the property has none').waitFor();
    expect(await dialog.getByRole('button', { name: 'Activate version 1' }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Document' }).click();
    await page.getByRole('button', { name: 'Edit version 1' }).click();
    await page.getByRole('button', { name: /^line \d+$/ }).click();
    const area = documentIn(page);
    const selected = await area.evaluate((element) => {
      const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
      return { text: value.slice(selectionStart, selectionEnd), focused: element === document.activeElement };
    });
    expect(selected).toEqual({ text: '{', focused: true });
    await expectAccessible(page);
    const text = await area.inputValue();
    await area.fill(
      text.replace('"clientKeys": null', '"clientKeys": { "header": "X-Client-Key", "keys": ["web-shop"] }'),
    );
    await page.getByRole('button', { name: 'Save version 1', exact: true }).click();
    await page.getByRole('heading', { name: 'In words' }).waitFor();
    await page.getByRole('cell', { name: 'A client key in X-Client-Key' }).waitFor();
    await page.getByRole('tab', { name: 'Environments' }).click();
    await environmentIn(page, 'staging').getByRole('button', { name: 'Activate in staging' }).click();
    await dialog.getByRole('button', { name: 'Activate version 1 in staging' }).click();
    await environmentIn(page, 'staging').getByText('version 1', { exact: true }).waitFor();
  });

  it('asks for warnings to be read before a version is activated', async () => {
    const document = shopDocument('hidden');
    const rules = [{ paths: ['/*'], access: { by: 'open' as const } }, ...document.rules];
    const id = await createProperty('hidden', { ...document, rules });
    const page = await openConsole(`/properties/${id}?activate=production`);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('is never reached').first().waitFor();
    const button = dialog.getByRole('button', { name: 'Activate version 1' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: 'I have read the warnings' }).check();
    await expectAccessible(page);
    await button.click();
    await environmentIn(page, 'production').getByText('version 1', { exact: true }).waitFor();
  });

  it('tells the line of what is no JSON, and of what the API refuses, and saves neither', async () => {
    const id = await createProperty('unreadable');
    const page = await openConsole(`/properties/${id}?tab=document&edit=yes`);
    const area = documentIn(page);
    const text = await area.inputValue();
    await area.fill(text.replace('"origin": {', '"origin": {,'));
    await page.getByRole('button', { name: /^line \d+$/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Save as version 2' }).isDisabled()).toBe(true);
    await area.fill(text.replace('"bounded"', '"soon"'));
    expectStatus(page, 400);
    await page.getByRole('button', { name: 'Save as version 2' }).click();
    const line = text.slice(0, text.indexOf('"bounded"')).split('\n').length;
    await page.getByRole('listitem').filter({ hasText: 'consistency' }).getByText(`line ${line}`).waitFor();
    await expectAccessible(page);
  });

  it('asks before an edited document is left, and keeps it where one stays', async () => {
    const id = await createProperty('unsaved');
    const page = await openConsole(`/properties/${id}?tab=document&edit=yes`);
    await documentIn(page).fill('{}');
    await page.getByRole('tab', { name: 'History' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await documentIn(page).inputValue()).toBe('{}');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { name: 'Nothing was activated yet' }).waitFor();
    await expectAccessible(page);
  });

  it('shows what differs between versions, what runs where, and takes an environment back', async () => {
    const id = await createProperty('orders');
    const document = shopDocument('orders');
    await saveNext(id, { ...document, clientKeys: { ...document.clientKeys, keys: ['shop-2'] } });
    await activate(id, 'production', 1);
    await activate(id, 'staging', 2);
    await activate(id, 'production', 2);
    const page = await openConsole(`/properties/${id}`);
    await environmentIn(page, 'production').getByText('version 2', { exact: true }).waitFor();
    await environmentIn(page, 'staging').getByText('X-Client-Key: shop-2').first().waitFor();
    await environmentIn(page, 'production')
      .getByText(/^just now/)
      .waitFor();
    await takePictures(page, 'property');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByText('1 line added, 1 line removed.').waitFor();
    await page.getByRole('row', { name: /added.*shop-2/ }).waitFor();
    await page.getByRole('row', { name: /removed.*web-shop/ }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'property-compare');
    await page.getByRole('button', { name: 'The other way round' }).click();
    await page.getByRole('row', { name: /removed.*shop-2/ }).waitFor();
    await page.reload();
    await page.getByRole('row', { name: /removed.*shop-2/ }).waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByText('active in production').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'property-versions');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Activate version 1 again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Activate orders in production' });
    await dialog.getByText('1 line added, 1 line removed.').waitFor();
    await expectAccessible(page);
    await takePictures(page, 'property-activate');
    await dialog.getByRole('textbox', { name: 'Tell by mail' }).fill('ops@example.com');
    await dialog.getByRole('button', { name: 'Activate version 1 in production' }).click();
    await page.getByRole('row', { name: /version 1 activated in production runs now.*ops@example.com/ }).waitFor();
    await expectAccessible(page);
    expect((await must(api().getProperty({ path: { id } }))).active).toEqual({ production: 1, staging: 2 });
  });

  it('says whose a hostname is that is taken, and changes nothing', async () => {
    const holder = await createProperty('holder', shopDocument('taken'));
    await activate(holder, 'production', 1);
    const id = await createProperty('latecomer', shopDocument('taken'));
    const page = await openConsole(`/properties/${id}?activate=production`);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'I have read the warnings' }).check();
    expectStatus(page, 409);
    await dialog.getByRole('button', { name: 'Activate version 1' }).click();
    await dialog
      .getByRole('alert')
      .filter({ hasText: 'taken.storefront.example is held by property holder' })
      .waitFor();
    await expectAccessible(page);
  });

  it('deletes a property that runs nowhere, when its name is typed, and says what to do before', async () => {
    const id = await createProperty('leaving');
    await activate(id, 'staging', 1);
    const page = await openConsole(`/properties/${id}`);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('It runs in staging.').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await environmentIn(page, 'staging').getByRole('button', { name: 'Deactivate' }).click();
    await dialog.getByRole('textbox', { name: 'To go on, type: staging' }).fill('staging');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Deactivate it' }).click();
    await environmentIn(page, 'staging').getByText('nothing', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('textbox', { name: 'To go on, type: leaving' }).fill('leaving');
    await dialog.getByRole('button', { name: 'Delete the property' }).click();
    await page.getByRole('heading', { level: 1, name: 'Properties' }).waitFor();
    await page.getByRole('link', { name: 'leaving' }).waitFor({ state: 'detached' });
    expectStatus(page, 404);
    await page.goto(`${inject('stack').url}/console/properties/${id}`);
    await page.getByRole('alert').filter({ hasText: 'The property cannot be shown' }).waitFor();
    await expectAccessible(page);
  });

  it('shows the list with what is active where, to a viewer without anything to change', async () => {
    const [covers, reviews] = [
      await createProperty('covers', shopDocument('covers'), 'bookshop'),
      await createProperty('reviews', shopDocument('reviews'), 'bookshop'),
      await createProperty('loans', shopDocument('loans'), 'bookshop'),
    ];
    await saveNext(reviews, shopDocument('reviews'));
    await activate(covers, 'production', 1);
    await activate(reviews, 'production', 1);
    await activate(reviews, 'staging', 2);
    const { email, password } = { email: 'vera@storefront.example', password: 'looks at properties only' };
    await must(api().createUser({ body: { email, password, name: 'Vera', role: 'viewer' } }));
    const page = await openPage();
    await page.goto(`${inject('stack').url}/console/properties?project=bookshop`);
    await signInByPassword(page, email, password);
    await page.getByRole('row', { name: /covers.*covers\.storefront\.example.*production: version 1/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('row', { name: /reviews.*just now/ }).waitFor();
    await takePictures(page, 'properties');
    expect(await page.getByRole('link', { name: 'Create a property' }).count()).toBe(0);
    await page.getByRole('link', { name: 'covers' }).click();
    await environmentIn(page, 'production').getByText('version 1', { exact: true }).waitFor();
    for (const name of ['Activate', 'Deactivate', 'Delete']) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    await page.getByRole('tab', { name: 'Document' }).click();
    await page.getByRole('heading', { name: 'In words' }).waitFor();
    expect(await page.getByRole('button', { name: /Edit|Make/ }).count()).toBe(0);
  });

  it('says plainly to the holder of a client token that properties are not theirs to see', async () => {
    const grants = [{ resource: 'orders', name: '*', actions: ['read'] }];
    const body = {
      type: 'client' as const,
      name: 'orders-reader',
      projects: [PROJECT],
      environments: ['production'],
      grants,
    };
    const { secret } = await must(api().createToken({ body }));
    const page = await openConsole('/properties?new=form', { token: secret });
    await page.getByRole('heading', { name: 'You may not see properties' }).waitFor();
    await expectAccessible(page);
  });
});
