import { formatId } from '../../contract/ids.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { MemberRecord } from '../../d1/members/find.ts';
import type { GivenRole, Joining } from '../../d1/members/write.ts';
import type { UserRecord } from '../../d1/users.ts';
import { type Caller, eventBy } from '../caller.ts';
import { newRecord, newSecret } from '../tokens/issue.ts';
import { viewToken } from '../tokens/view.ts';
import { memberTarget, viewMember } from './view.ts';

/**
 * A membership that is to be, with its master token. The token's first secret is told to nobody, least of all to who
 * adds the person: its holder gets one by refreshing it.
 */
export async function prepareJoining(
  deps: { keyring: Keyring; nowMs: number },
  caller: Caller,
  user: UserRecord,
  { project, role }: { project: string; role: GivenRole },
): Promise<{ member: MemberRecord; joining: Joining }> {
  const createdAt = Math.floor(deps.nowMs / 1000);
  const member = { project, userId: user.id, role: role.name, createdAt, email: user.email, name: user.name };
  const event = eventBy(caller, createdAt, {
    action: 'member.added',
    target: memberTarget(member),
    project,
    after: viewMember(member),
  });
  const master = await prepareMaster(deps, caller, member);
  return { member, joining: { project, userId: user.id, role, event, master } };
}

async function prepareMaster(
  deps: { keyring: Keyring; nowMs: number },
  caller: Caller,
  { project, userId, email, createdAt }: MemberRecord,
): Promise<Joining['master']> {
  const record = newRecord(
    {
      type: 'master',
      name: 'master',
      description: email,
      projects: [project],
      environments: ['*'],
      grants: [],
      clients: null,
      allowedIps: null,
      allowedOrigins: null,
      notBefore: null,
      expiresAt: null,
      ownerId: userId,
      retrievable: false,
    },
    deps.nowMs,
  );
  const { stored } = await newSecret(deps.keyring, record);
  const event = eventBy(caller, createdAt, {
    action: 'token.created',
    target: formatId('tok', record.id),
    project,
    after: viewToken(record, createdAt),
  });
  return { record, secret: stored, event };
}
