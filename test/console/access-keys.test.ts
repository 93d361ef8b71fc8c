import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Call } from '../../client/api/index.ts';
import {
  api,
  expectAccessible,
  expectStatus,
  hasBrowser,
  must,
  openConsole,
  takePictures,
  useBrowser,
} from './support/browser.ts';
import { personalToken } from './support/people.ts';

const PASSWORD = 'correct horse battery staple';
const PROJECT = 'keys-media';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const jeton = api();

describe.skipIf(!hasBrowser)('access keys', () => {
  useBrowser();

  beforeAll(async () => {
    await must(jeton.createProject({ body: { id: PROJECT, name: 'Media' } }));
    await must(jeton.createProject({ body: { id: 'keys-empty', name: 'Archive' } }));
    await jeton.createEnvironment({ body: { id: 'production', name: 'Production' } });
  });

  it('a key is handed over once, followed until it is active, and its secret is found nowhere afterwards', async () => {
    const page = await openConsole('/access-keys?project=keys-empty');
    await page.getByRole('heading', { name: 'There is no access key in keys-empty' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add an access key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an access key' });
    await dialog.getByLabel('Name').fill('archive');
    await dialog.getByLabel('Cloud access key id').fill('AKIAIOSFODNN7EXAMPLE');
    await dialog.getByLabel('Cloud secret access key').fill(SECRET);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add the access key' }).click();
    const request = page.getByRole('region', { name: /^The request akr_/ }).getByRole('status');
    await request.filter({ hasText: 'DONE' }).waitFor();
    await page
      .getByRole('row', { name: /archive/ })
      .getByText('ACTIVE')
      .waitFor();
    await page.getByText('1 of 50 access keys of keys-empty').waitFor();
    await expectAccessible(page);
    const kept = await page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        location.href,
        ...Object.values(localStorage),
        ...Object.values(sessionStorage),
      ].join(),
    );
    expect(kept).not.toContain(SECRET);
    await page.reload();
    await request.filter({ hasText: 'DONE' }).waitFor();
    await request.getByRole('link', { name: 'Open archive' }).click();
    await page.getByRole('heading', { level: 1, name: 'archive' }).waitFor();
  });

  it('says what is wrong beside the field, and keeps what was typed', async () => {
    await addKey('taken');
    const page = await openConsole(`/access-keys?project=${PROJECT}&new=key`);
    const dialog = page.getByRole('dialog', { name: 'Add an access key' });
    await dialog.getByLabel('Name').fill('taken');
    await dialog.getByLabel('Cloud access key id').fill('AKIA,EXAMPLE');
    await dialog.getByLabel('Cloud secret access key').fill(SECRET);
    expectStatus(page, 400, 409);
    await dialog.getByRole('button', { name: 'Add the access key' }).click();
    await dialog.getByText('must not hold / , or =').first().waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Cloud access key id').fill('AKIAEXAMPLE');
    await dialog.getByRole('button', { name: 'Add the access key' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'conflict' }).waitFor();
    expect(await dialog.getByLabel('Cloud secret access key').inputValue()).toBe(SECRET);
  });

  it('a key is changed in three steps: add, activate, delete', async () => {
    const { uid, guid } = await addKey('photos', 'Bucket of the picture desk, eu-central-1');
    const property = await addProperty('pictures', guid);
    const page = await openConsole(`/access-keys/${uid}`);
    await page.getByRole('article', { name: 'Version 1' }).getByRole('link', { name: 'pictures' }).waitFor();
    await page.getByRole('button', { name: 'Add a version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add version 2 of photos' });
    await dialog.getByLabel('Cloud access key id').fill('AKIAI44QH8DHBEXAMPLE');
    await dialog.getByLabel('Cloud secret access key').fill(SECRET);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add the version' }).click();
    await page.getByRole('article', { name: 'Version 2' }).getByText('ACTIVE').waitFor();
    await currentStep(page).filter({ hasText: 'Activate it in each property' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Dismiss: The request/ }).click();
    await takePictures(page, 'access-key');
    await deleteVersion(page, 1);
    const used = page.getByRole('dialog', { name: 'Version 1 is in use' });
    await used.getByRole('link', { name: 'pictures' }).waitFor();
    await expectAccessible(page);
    await used.getByRole('button', { name: 'Close' }).last().click();
    await must(
      jeton.activateProperty({ path: { id: property }, body: { type: 'DEACTIVATE', environment: 'production' } }),
    );
    await page.reload();
    await currentStep(page).filter({ hasText: 'Delete the old version' }).waitFor();
    await deleteVersion(page, 1);
    const confirm = page.getByRole('dialog', { name: 'Delete version 1?' });
    await confirm.getByLabel(/To go on, type/).fill('AKIAIOSFODNN7EXAMPLE');
    await expectAccessible(page);
    await confirm.getByRole('button', { name: 'Delete the version' }).click();
    await page.getByRole('article', { name: 'Version 1' }).getByText('PENDING_DELETION').waitFor();
    await page.getByText('Version 1 is being deleted: secret and all').waitFor();
    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('dialog', { name: 'photos still has 2 versions' }).waitFor();
    await expectAccessible(page);
  });

  it('a property that was activated while one confirms keeps the version, and is named', async () => {
    const { uid, guid } = await addKey('raced');
    const page = await openConsole(`/access-keys/${uid}`);
    await deleteVersion(page, 1);
    const confirm = page.getByRole('dialog', { name: 'Delete version 1?' });
    await confirm.getByLabel(/To go on, type/).fill('AKIAIOSFODNN7EXAMPLE');
    await addProperty('racer', guid);
    expectStatus(page, 409);
    await confirm.getByRole('button', { name: 'Delete the version' }).click();
    await page.getByRole('dialog', { name: 'Version 1 is in use' }).getByRole('link', { name: 'racer' }).waitFor();
  });

  it('a lookup is followed to its answer', async () => {
    const { uid, guid } = await addKey('looked-up');
    await addProperty('seen', guid);
    const page = await openConsole(`/access-keys/${uid}`);
    await page.getByRole('button', { name: 'Actions of version 1' }).click();
    await page.getByRole('menuitem', { name: 'Have its properties looked up' }).click();
    const lookup = page.getByRole('region', { name: /^The lookup akl_/ });
    await lookup.getByText('COMPLETE').waitFor();
    await lookup.getByRole('link', { name: 'seen' }).waitFor();
    await expectAccessible(page);
  });

  it('finds the key that a guid is of', async () => {
    const { guid } = await addKey('by-guid', 'Nightly, written by the backup hosts');
    const page = await openConsole(`/access-keys?project=${PROJECT}`);
    await page.getByRole('row', { name: /by-guid/ }).waitFor();
    await expectAccessible(page);
    await takePictures(page, 'access-keys');
    const box = page.getByLabel('Guid of a version');
    await box.fill('no guid');
    await page.getByText('A guid is 36 characters, with four dashes.').waitFor();
    await box.fill(guid);
    await page.getByText('1 access key', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'by-guid' }).waitFor();
    await box.fill('00000000-0000-4000-8000-000000000000');
    await page.getByRole('heading', { name: 'No key has a version of this guid' }).waitFor();
  });

  it('who may not see access keys is told so, and of a key that is not there as well', async () => {
    const email = 'nobody@keys.example';
    await must(jeton.createUser({ body: { name: 'Nobody', email, role: 'none', password: PASSWORD } }));
    const page = await openConsole('/access-keys', { token: await personalToken(email, PASSWORD) });
    await page.getByRole('heading', { name: 'You may not see access keys' }).waitFor();
    await expectAccessible(page);
    const other = await openConsole('/settings');
    expectStatus(other, 404);
    await other.goto(`${inject('stack').url}/console/access-keys/key_00000000000`);
    await other.getByRole('alert').filter({ hasText: 'not_found' }).waitFor();
    await expectAccessible(other);
  });
});

function currentStep(page: Page) {
  return page.getByRole('listitem').and(page.locator('[aria-current=step]'));
}

async function deleteVersion(page: Page, version: number): Promise<void> {
  await page.getByRole('button', { name: `Actions of version ${version}` }).click();
  await page.getByRole('menuitem', { name: 'Delete the version' }).click();
}

/** A key whose first version is active. */
async function addKey(accessKeyName: string, note: string | null = null): Promise<{ uid: string; guid: string }> {
  const credentials = { cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE', cloudSecretAccessKey: SECRET };
  const networkConfiguration = { securityNetwork: 'STANDARD_TLS' } as const;
  const key = { accessKeyName, authenticationMethod: 'AWS4_HMAC_SHA256', project: PROJECT, note } as const;
  const { requestId } = await must(jeton.createAccessKey({ body: { ...key, credentials, networkConfiguration } }));
  await expect.poll(() => activated(requestId), { timeout: 30_000 }).not.toBeNull();
  const made = await activated(requestId);
  if (made === null) throw new Error('the key is not active any more');
  const { versionGuid } = await must(jeton.getAccessKeyVersion({ path: made }));
  return { uid: made.uid, guid: versionGuid };
}

async function activated(id: string): Promise<{ uid: string; version: number } | null> {
  const { accessKeyVersion } = await must(jeton.getAccessKeyRequest({ path: { id } }));
  return accessKeyVersion && { uid: accessKeyVersion.accessKeyUid, version: accessKeyVersion.version };
}

/** A property that is active in production and signs with a version; its id. */
async function addProperty(name: string, accessKeyVersionGuid: string): Promise<string> {
  const document: Call<'createProperty'>['body']['document'] = {
    hostnames: { production: [`${name}.keys.localhost`] },
    origin: { url: 'https://photos.s3.eu-central-1.amazonaws.com' },
    signing: { accessKeyVersionGuid, region: 'eu-central-1' },
    rules: [
      {
        paths: ['/{album}/*'],
        access: { by: 'token', requires: [{ resource: 'album', name: '{album}', action: 'read' }] },
      },
    ],
  };
  const { property } = await must(jeton.createProperty({ body: { project: PROJECT, name, document } }));
  const body = { environment: 'production', version: 1 };
  await must(jeton.activateProperty({ path: { id: property.id }, body }));
  return property.id;
}
