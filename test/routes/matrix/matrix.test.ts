import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../support/route-contract.ts';
import { createPrincipals, type Principal } from './principals.ts';
import { addPlaces, RECIPES, type Request } from './requests.ts';
import { COLUMNS, TABLE } from './table.ts';

/** Every row of the table times every column, asked of the real routes. */
let world: World;
let principals: Map<string, Principal>;

beforeAll(async () => {
  world = await createWorld();
  await addPlaces(world);
  principals = await createPrincipals(world);
}, 60_000);

const rows = TABLE.split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => {
    const [, route = '', variant = '', marks = ''] = /^([A-Z]+ \S+)(?: \[(.+)\])? {2,}(.+)$/.exec(line) ?? [];
    return { row: variant === '' ? route : `${route} [${variant}]`, route, variant, marks: marks.replaceAll(' ', '') };
  });

/** What the row is tried on stays as it was where nobody was let in: the next column tries the same. */
async function ask(route: string, principal: string | undefined, request: Request, missing = false, column = '') {
  const [method = '', template = ''] = route.split(' ');
  const params = missing ? (request.missing ?? request.params) : request.params;
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '');
  const json = missing ? (request.missingJson ?? request.json) : request.json;
  // Failed attempts are limited by address: each column calls from one of its own.
  const headers = { 'CF-Connecting-IP': `198.51.100.${COLUMNS.indexOf(column) + 1}` };
  const path = fill(template) + fill(request.query ?? '');
  return world.test.call(method, path, {
    token: principal,
    json,
    headers,
    ...(request.body && { body: request.body }),
  });
}

const MARKS: Record<string, string> = {
  '403 insufficient_scope': '-',
  '403 wrong_token_type': 't',
  '403 wrong_environment': 'e',
  '403 origin_not_allowed': 'r',
  '401 unauthenticated': 'u',
  '409 conflict': '=',
  '400 unsupported_token_type': 'p',
};

/** The mark of an answer; what looks missing is held against what is. */
async function markOf(answer: Response, askMissing: () => Promise<Response>, comparable: boolean): Promise<string> {
  if (answer.ok) {
    await answer.body?.cancel();
    return '+';
  }
  const said = await comparableOf(answer);
  const { code } = JSON.parse(said.text) as { code: string };
  const known = MARKS[`${answer.status} ${code}`];
  if (known) return known;
  if (answer.status === 404 && !comparable) return 'n';
  if (answer.status !== 404 && !(answer.status === 400 && comparable)) return `${answer.status} ${code}`;
  const missing = await comparableOf(await askMissing());
  return JSON.stringify(missing) === JSON.stringify(said)
    ? answer.status === 404
      ? '0'
      : 'i'
    : `unlike missing: ${said.text}`;
}

/** An answer without what differs from request to request; the names that were asked for count as one. */
async function comparableOf(answer: Response): Promise<{ status: number; headers: [string, string][]; text: string }> {
  const headers = [...answer.headers].filter(([name]) => name !== 'request-id');
  const text = (await answer.text())
    .replaceAll(/req_[0-9a-f-]{36}/g, 'req')
    .replaceAll(/project (web|app|nosuch) /g, 'project … ');
  return { status: answer.status, headers, text };
}

describe('who may do what', () => {
  it('the table has every route that there is, and a mark in every cell', async () => {
    const openapi = await (await world.test.call('GET', '/openapi.json')).json<{ paths: Record<string, object> }>();
    const routes = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...new Set(rows.map(({ route }) => route))].toSorted()).toEqual(routes.toSorted());
    expect(rows.filter(({ marks }) => !/^[-+tuei0=nrp]{18}$/.test(marks))).toEqual([]);
    expect([...principals.keys()].toSorted()).toEqual([...COLUMNS].toSorted());
  });

  it.each(rows)(
    '$row',
    async ({ route, variant, marks }) => {
      const recipe = RECIPES[route];
      if (!recipe) throw new Error(`no request is written for ${route}`);
      const found: string[] = [];
      let request = await recipe(world, variant);
      for (const column of COLUMNS) {
        const principal = principals.get(column);
        const secret = request.spends ? await principal?.mint() : principal?.secret;
        const answer = await ask(route, secret, request, false, column);
        const comparable = request.missing !== undefined || request.missingJson !== undefined;
        const mark = await markOf(answer, () => ask(route, secret, request, true, column), comparable);
        found.push(mark);
        if (mark === '+') request = await recipe(world, variant);
      }
      expect(grouped(found)).toBe(grouped([...marks]));
    },
    60_000,
  );
});

/** Spaced like the table: `++---- ---- --- tttt u`; what has no mark stands in brackets. */
function grouped(marks: readonly string[]): string {
  const cells = marks.map((mark) => (mark.length === 1 ? mark : `(${mark})`));
  return [cells.slice(0, 6), cells.slice(6, 10), cells.slice(10, 13), cells.slice(13, 17), cells.slice(17)]
    .map((group) => group.join(''))
    .join(' ');
}
