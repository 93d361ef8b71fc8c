import type { Settings, TokenLife } from '../../contract/settings.ts';
import type { SigningAlgorithm } from '../../contract/signed-tokens.ts';
import type { TokenType } from '../../contract/token-types.ts';
import { VERSION } from '../../contract/version.ts';
import type { UserStore } from '../../d1/users.ts';
import { lifeHours } from '../sign-in/create-token.ts';
import { type Lifetimes, lifeOf, type TokenLimits } from '../tokens/types.ts';

export type SettingsDeps = {
  users: Pick<UserStore, 'findDeployment'>;
  publicUrl: string | null;
  mailFrom: string | null;
  stalenessMs: number;
  lifetimes: Lifetimes;
  limits: TokenLimits;
  ownerNoticeDays: number[];
  expiredTokensKeptDays: number;
  auditRetentionDays: number;
  deliveryRetentionDays: number;
  passwordTokenHours: number;
  exchangedTokenMinutes: number;
  signingAlgorithm: SigningAlgorithm;
  signingKeyDays: number;
};

/** What people need to know of the deployment to fill in a form. */
export async function showSettings(deps: SettingsDeps): Promise<Settings> {
  const { limits, lifetimes } = deps;
  const life = (type: TokenType): TokenLife => {
    const { defaultDays, maxDays, disableAfterIdle } = lifeOf(type, lifetimes);
    return { defaultDays, maxDays, disableAfterIdleDays: disableAfterIdle };
  };
  return {
    version: VERSION,
    publicUrl: deps.publicUrl ?? (await deps.users.findDeployment())?.origin ?? null,
    mailFrom: deps.mailFrom,
    stalenessSeconds: deps.stalenessMs / 1000,
    lives: {
      admin: life('admin'),
      personal: life('personal'),
      master: life('master'),
      client: life('client'),
      frontend: life('frontend'),
      access: life('access'),
    },
    limits: {
      namespacesPerToken: limits.namespaces,
      clientsPerToken: limits.clients,
      personalTokensPerPerson: limits.personalTokens,
    },
    ownerNoticeDays: deps.ownerNoticeDays,
    retention: {
      expiredTokensDays: deps.expiredTokensKeptDays,
      auditDays: deps.auditRetentionDays,
      deliveriesDays: deps.deliveryRetentionDays,
    },
    passwordTokenHours: lifeHours(deps.passwordTokenHours, lifetimes),
    exchangedTokenMinutes: deps.exchangedTokenMinutes,
    signing: { algorithm: deps.signingAlgorithm, keyDays: deps.signingKeyDays },
  };
}
