import type { TestApp } from './app.ts';

type Result = { row: number; status: string; id: string | null; code: string | null; detail: string | null };
export type Imported = { imported: number; exists: number; refused: number; results: Result[] };

/** Imports rows; anything but 200 throws. */
export async function importRows(test: TestApp, token: string, tokens: readonly object[]): Promise<Imported> {
  const response = await test.call('POST', '/v1/tokens/import', { token, json: { tokens } });
  if (response.status !== 200) throw new Error(`import answered ${response.status}: ${await response.text()}`);
  return response.json<Imported>();
}
