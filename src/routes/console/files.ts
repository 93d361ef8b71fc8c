import type { Api } from '../api.ts';
import type { ApiContext } from '../context.ts';
import { fail } from '../errors.ts';
import { isSignedOut } from '../session.ts';

/**
 * What a page of the console may do: run and show what this deployment serves, and ask it. Its icon stands within it.
 * Scripts set styles through the object model, which no policy forbids; `style` attributes in markup it does.
 */
export const CONSOLE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** For all addresses, and to sign in by. */
const ANY = '/console/';
const SIGN_IN = '/console/sign-in';
/** Those of which the build may have drawn the first sight. */
const FIXED = /^\/$|^(?:\/[a-z-]+)+$/;
/** What the build packs besides (scripts/build-console.ts). */
const PACKED: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
/** Their names hold a digest of what they hold. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The console: its pages, which all are one once their script runs, and the files of its build. */
export function files(api: Api): void {
  api.get('/', (c) => c.redirect('/console', 302));
  // A name as the build gives them: with a step in it, another file would be kept for ever under this address.
  api.get('/console/assets/:file{[\\w-]+\\.[\\w.-]+}', (c) => answerFile(c, `/console/assets/${c.req.param('file')}`));
  api.get('/console/assets/*', (c) => fail(c, { reason: 'not_found' }));
  api.get('/console', answerPage);
  api.get('/console/*', answerPage);
}

/** A page as the build has it (console/build/pages.ts), which is there sooner than one that a script draws. */
async function answerPage(c: ApiContext): Promise<Response> {
  const page = await readPage(c);
  if (!page.ok) return missing(c, page);
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': CONSOLE_POLICY };
  return new Response(page.body, { headers });
}

async function readPage(c: ApiContext): Promise<Response> {
  const { readAsset } = c.env.services;
  const address = c.req.path.replace(/^\/console\/?/, '/');
  // For whoever a token is handed to: they have nothing to sign in with yet.
  if (isSignedOut(c) && address !== '/welcome') return readAsset(SIGN_IN, {});
  if (!FIXED.test(address)) return readAsset(ANY, {});
  const drawn = await readAsset(`/console/pages${address}`, {});
  if (drawn.ok) return drawn;
  await drawn.body?.cancel();
  return readAsset(ANY, {});
}

/** As Brotli where the browser takes it and the build has made it, so that nobody does it for each request. */
async function answerFile(c: ApiContext, path: string): Promise<Response> {
  const { readAsset } = c.env.services;
  const kept = { 'Cache-Control': FOR_EVER, Vary: 'Accept-Encoding' };
  const type = PACKED[path.slice(path.lastIndexOf('.'))];
  if (type !== undefined && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')) {
    const packed = await readAsset(`${path}.br`, {});
    const headers = { ...kept, 'Content-Type': type, 'Content-Encoding': 'br' };
    if (packed.ok) return new Response(packed.body, { headers, encodeBody: 'manual' });
    await packed.body?.cancel();
  }
  const file = await readAsset(path, {});
  if (!file.ok) return missing(c, file);
  const headers = { ...kept, 'Content-Type': file.headers.get('content-type') ?? 'application/octet-stream' };
  return new Response(file.body, { headers });
}

async function missing(c: ApiContext, answer: Response): Promise<Response> {
  await answer.body?.cancel();
  return fail(c, { reason: 'not_found' });
}
