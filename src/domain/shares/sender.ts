import { parseId } from '../../contract/ids.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import { standInFor } from '../people/stand-in.ts';
import type { SurroundingsDeps } from '../tokens/authority.ts';
import { authorize } from '../tokens/authorize.ts';

export type SenderDeps = SurroundingsDeps & {
  users: Pick<UserStore, 'find' | 'findStanding'>;
  tokens: Pick<TokenStore, 'find'>;
};

/**
 * Whether who sent a link might send it at this moment: rights that were taken away must not live on in a mail. A
 * person is asked about anew; a token, whose rights never change, has at least not been stopped.
 */
export async function mayStillShare(deps: SenderDeps, createdBy: string, record: TokenRecord): Promise<boolean> {
  const userId = parseId('usr', createdBy);
  if (userId !== null) return personMay(deps, userId, record);
  const tokenId = parseId('tok', createdBy);
  const sender = tokenId === null ? null : await deps.tokens.find(tokenId);
  // Revoked tokens stay longer than any link: one that is gone has merely expired.
  if (sender === null) return true;
  if (sender.revokedAt !== null || sender.disabledAt !== null) return false;
  return sender.ownerId === null || (await findEnabled(deps, sender.ownerId)) !== null;
}

async function personMay(deps: SenderDeps, userId: number, record: TokenRecord): Promise<boolean> {
  const [user, standing] = await Promise.all([findEnabled(deps, userId), deps.users.findStanding(userId)]);
  if (!user) return false;
  const caller = { token: standInFor({ ...user, standing }), address: null, userAgent: null, requestId: '' };
  return (await authorize(deps, caller, record, 'share')) === null;
}

async function findEnabled(deps: SenderDeps, userId: number): Promise<UserRecord | null> {
  const user = await deps.users.find(userId);
  return user?.disabledAt === null ? user : null;
}
