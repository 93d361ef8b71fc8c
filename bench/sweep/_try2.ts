import { startDatabases } from './databases.ts';
import { START } from './rows.ts';
const n = Number(process.argv[2]); const search = process.argv[3] !== 'nofts';
const d = await startDatabases(['a']);
try {
  const b = performance.now();
  await d.load('a', n, search);
  console.log(n, search, 'load s', (performance.now() - b) / 1000);
  if (search && d.exec) for (let i = 0; i < 400; i++) { const m = await d.exec('a', "insert into token_search(token_search, rank) values('merge', 2000)"); if (i < 3 || i % 20 === 0) console.log(i, m.meta.changes, m.meta.rows_written, m.meta.duration, m.meta.size_after); if (m.meta.rows_written < 2 || m.meta.changes < 2) { console.log('settled', i); break; } }
  const per: Record<string, number[]> = { a: [], b: [] };
  for (let s = 1; s <= Math.min(40, n / 5000); s++) {
    const r = await d.run({ database: 'a', cron: '*/15 * * * *', nowMs: (START + s) * 1000, settings: { EXPIRED_TOKENS_KEPT_DAYS: '0' } });
    const c = r.calls.find(c => /^delete from "tokens"/.test(c.sql));
    per[s % 2 ? 'a' : 'b'].push(c!.ms * 2);
  }
  console.log('together', per.a.join(' ')); console.log('scattered', per.b.join(' '));
} finally { await d.stop(); }
