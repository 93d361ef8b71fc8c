import type { SubscriptionStore } from '../../d1/subscriptions.ts';
import type { Audience } from './audience.ts';

/** So many subscriptions a deployment may have: each is held against every token that crosses a threshold. */
export const MAX_SUBSCRIPTIONS = 1_000;

export type AudienceDeps = {
  subscriptions: Pick<SubscriptionStore, 'listEnabled'>;
  mailer: { enabled: boolean };
  ownerNoticeDays: readonly number[];
};

/** Everybody who is to be told of anything. Owners are told by mail, so nobody is where none can be sent. */
export async function readAudience({ subscriptions, mailer, ownerNoticeDays }: AudienceDeps): Promise<Audience> {
  return {
    subscriptions: await subscriptions.listEnabled(MAX_SUBSCRIPTIONS),
    ownerThresholds: mailer.enabled ? [0, ...ownerNoticeDays.map((days) => days * 86_400)] : [],
    mailEnabled: mailer.enabled,
  };
}
