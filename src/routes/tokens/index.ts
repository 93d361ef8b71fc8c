import type { Api } from '../api.ts';
import { bulkRevoke } from './bulk-revoke.ts';
import { create } from './create.ts';
import { disable } from './disable.ts';
import { enable } from './enable.ts';
import { events } from './events.ts';
import { expirations } from './expirations.ts';
import { get } from './get.ts';
import { importMany } from './import.ts';
import { list } from './list.ts';
import { listShares } from './list-shares.ts';
import { patch } from './patch.ts';
import { refresh } from './refresh.ts';
import { reveal } from './reveal.ts';
import { revoke } from './revoke.ts';
import { revokeShare } from './revoke-share.ts';
import { getSelf } from './self-get.ts';
import { refreshSelf } from './self-refresh.ts';
import { revokeSelf } from './self-revoke.ts';
import { share } from './share.ts';
import { uses } from './uses.ts';
import { verify } from './verify.ts';

/** `self` and `expirations` come before `{id}`: the first route that matches answers. */
export function tokenRoutes(api: Api): void {
  getSelf(api);
  refreshSelf(api);
  revokeSelf(api);
  verify(api);
  bulkRevoke(api);
  importMany(api);
  create(api);
  list(api);
  expirations(api);
  get(api);
  patch(api);
  revoke(api);
  refresh(api);
  disable(api);
  enable(api);
  reveal(api);
  events(api);
  uses(api);
  share(api);
  listShares(api);
  revokeShare(api);
}
