/** `npm run bench:export -- [--events N]`: a million events over HTTP, and the memory that workerd takes for it. */
import { parseArgs } from 'node:util';
import { describeMachine, readCpuMicros, readResidentMegabytes } from './cpu.ts';
import { SETUP_CODE, type Server, startServer } from './zz-server.ts';

const ROWS_A_STATEMENT = 20_000;
const SAMPLE_MS = 100;
const LINE_FEED = 0x0a;

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } });
const wanted = Number(values.events);

const server = await startServer(['default']);
try {
  const url = `http://127.0.0.1:${await server.portOf('default')}`;
  const token = await setUp(url);
  await fill(server, wanted);
  await exportSome(url, token, 5_000);
  await server.collect();
  const before = readResidentMegabytes(server.pid);
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, readResidentMegabytes(server.pid));
  }, SAMPLE_MS);
  const [startedAt, cpuBefore] = [performance.now(), readCpuMicros(server.pid)];
  const { lines, bytes } = await exportSome(url, token, wanted);
  clearInterval(sampling);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (readCpuMicros(server.pid) - cpuBefore) / 1e6;
  if (lines !== wanted) throw new Error(`${lines} lines came`);
  console.log(`${describeMachine()}\n\n| lines | MB | seconds | CPU s | resident before, MB | most during, MB |`);
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
  const figures = [lines, Math.round(bytes / 1e6), seconds.toFixed(1), cpuSeconds.toFixed(1), before, most];
  console.log(`| ${figures.join(' | ')} |`);
} finally {
  await server.stop();
}

async function setUp(url: string): Promise<string> {
  const person = { email: 'bench@example.com', name: 'Bench', password: 'correct horse battery staple' };
  const response = await fetch(`${url}/v1/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ setupCode: SETUP_CODE, ...person }),
  });
  const { secret }: { secret: string } = JSON.parse(await response.text());
  return secret;
}

/** Rows of the size that a changed token leaves, straight into the database. */
async function fill({ database }: Server, count: number): Promise<void> {
  const d1 = await database();
  const view = JSON.stringify({ name: 'a token', projects: ['web'], grants: 'x'.repeat(500) });
  const statement = d1.prepare(
    `insert into events (at, actor, action, target, project, before, after, address, user_agent, request_id, signature, previous_hash, hash)
     select 1800000000 + value, 'usr_0a1b2c3d4e5', 'token.updated', 'tok_' || value, 'web', ?3, ?3, '203.0.113.7', 'curl/8.0',
       'req_' || hex(randomblob(16)), randomblob(16), randomblob(32), randomblob(32)
     from (with recursive n(value) as (select ?1 union all select value + 1 from n where value < ?2) select value from n)`,
  );
  for (let first = 1; first <= count; first += ROWS_A_STATEMENT) {
    await statement.bind(first, Math.min(first + ROWS_A_STATEMENT - 1, count), view).run();
  }
}

async function exportSome(url: string, token: string, limit: number): Promise<{ lines: number; bytes: number }> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/events.ndjson?limit=${limit}`, { headers });
  if (!response.ok || response.body === null) throw new Error(await response.text());
  let lines = 0;
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines += 1;
  }
  return { lines, bytes };
}
