import { formatId, makeKey } from '../../contract/ids.ts';
import type { SetupBody } from '../../contract/setup.ts';
import { equalBytes, sha256 } from '../../crypto/digest.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { hashPassword } from '../../crypto/password.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { readExpiry } from '../tokens/draft.ts';
import { newRecord, newSecret } from '../tokens/issue.ts';
import type { Lifetimes } from '../tokens/types.ts';
import { viewToken } from '../tokens/view.ts';

export type SetUpDeps = {
  users: Pick<UserStore, 'findDeployment' | 'setUp'>;
  keyring: Keyring;
  lifetimes: Lifetimes;
  /** From the deployment's secrets; null when set-up is closed. */
  setupCode: string | null;
  nowMs: number;
  announce: (tokenId: number) => void;
};

type From = { origin: string; address: string | null; userAgent: string | null; requestId: string };
export type SetUpDone = { user: UserRecord; token: TokenRecord; secret: string };

/**
 * Makes the first person and their admin token: once in a deployment's life, by whoever knows the set-up code.
 * Denies with `conflict` ever after, and with `setup_refused` when the code is wrong.
 */
export async function setUp(
  deps: SetUpDeps,
  { origin, ...from }: From,
  body: SetupBody,
): Promise<Result<SetUpDone, Denial>> {
  if (await deps.users.findDeployment()) return deny(DONE_BEFORE);
  if (deps.setupCode === null || !equalBytes(sha256(body.setupCode), sha256(deps.setupCode))) {
    return deny({ reason: 'setup_refused' });
  }
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  const user = await newUser(deps, body);
  const token = newRecord(
    {
      type: 'admin',
      name: 'set-up',
      description: 'Made with the deployment',
      projects: ['*'],
      environments: ['*'],
      grants: [],
      clients: null,
      allowedIps: null,
      allowedOrigins: null,
      notBefore: null,
      expiresAt: expiryOf(deps, nowSeconds),
      ownerId: user.id,
      retrievable: false,
    },
    deps.nowMs,
  );
  const { secret, stored } = await newSecret(deps.keyring, token);
  const event = { ...from, at: nowSeconds, actor: 'setup', project: null, before: null };
  const userId = formatId('usr', user.id);
  const outcome = await deps.users.setUp({
    rootKeyId: deps.keyring.current.id,
    origin,
    user,
    token,
    secret: stored,
    userEvent: { ...event, action: 'user.created', target: userId, after: { id: userId, email: user.email } },
    tokenEvent: {
      ...event,
      action: 'token.created',
      target: formatId('tok', token.id),
      after: viewToken(token, nowSeconds),
    },
  });
  if (outcome === 'done_before') return deny(DONE_BEFORE);
  deps.announce(token.id);
  return ok({ user, token, secret });
}

const DONE_BEFORE: Denial = { reason: 'conflict', message: 'this deployment has been set up already' };

async function newUser(deps: SetUpDeps, body: SetupBody): Promise<UserRecord> {
  return {
    id: makeKey(deps.nowMs, random12Bits()),
    version: 1,
    email: body.email,
    name: body.name,
    passwordHash: await hashPassword(body.password),
    role: 'admin',
    createdAt: Math.floor(deps.nowMs / 1000),
    disabledAt: null,
  };
}

function expiryOf(deps: SetUpDeps, nowSeconds: number): number | null {
  const expiry = readExpiry({ type: 'admin' }, deps.lifetimes, nowSeconds);
  return expiry.ok ? expiry.value : null;
}
