import { createApp } from '../src/routes/app.ts';

/** The document of /openapi.json, as every deployment serves it: it needs neither env nor stores. */
export async function readOpenApi(): Promise<string> {
  const response = await createApp().request('/openapi.json');
  if (!response.ok) throw new Error(`/openapi.json answered ${response.status}`);
  return response.text();
}
