import type { Api } from '../api.ts';
import { files } from './files.ts';
import { end } from './session/end.ts';
import { get } from './session/get.ts';
import { start } from './session/start.ts';

/** The console's files, and its sessions. They are no part of the API: its document does not name them. */
export function consoleRoutes(api: Api): void {
  start(api);
  get(api);
  end(api);
  files(api);
}
