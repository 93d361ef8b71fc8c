import type { Settings, TokenLife } from '../../../src/contract/settings.ts';
import { TOKEN_TYPES, type TokenType } from '../../../src/contract/token-types.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

/** How the settings of a deployment look. */
export const SETTINGS_VIEW: Pick<View<Settings>, 'card' | 'essence'> = {
  essence: ({ version }) => version,
  card: [
    { title: 'version', of: ({ version }) => version },
    { title: 'public address', of: ({ publicUrl }) => publicUrl ?? '' },
    { title: 'mail from', of: ({ mailFrom }) => mailFrom ?? 'no mail is sent' },
    { title: 'noticed within', of: ({ stalenessSeconds }) => `${stalenessSeconds} s` },
    ...TOKEN_TYPES.map(lifeColumn),
    { title: 'namespaces per token', of: ({ limits }) => String(limits.namespacesPerToken) },
    { title: 'clients per token', of: ({ limits }) => String(limits.clientsPerToken) },
    { title: 'personal tokens per person', of: ({ limits }) => String(limits.personalTokensPerPerson) },
    { title: 'owners told before', of: ({ ownerNoticeDays }) => ownerNoticeDays.map((days) => `${days} d`).join(', ') },
    { title: 'expired tokens kept', of: ({ retention }) => `${retention.expiredTokensDays} d` },
    { title: 'audit trail kept', of: ({ retention }) => `${retention.auditDays} d` },
    { title: 'deliveries kept', of: ({ retention }) => `${retention.deliveriesDays} d` },
    { title: 'token by password', of: ({ passwordTokenHours }) => `${passwordTokenHours} h` },
    { title: 'exchanged token', of: ({ exchangedTokenMinutes }) => `${exchangedTokenMinutes} min at most` },
    { title: 'signing', of: ({ signing }) => `${signing.algorithm}, a key for ${signing.keyDays} d` },
  ],
};

function lifeColumn(type: TokenType): Column<Settings> {
  return { title: `${type} token`, of: ({ lives }) => describeLife(lives[type]) };
}

function describeLife({ defaultDays, maxDays, disableAfterIdleDays }: TokenLife): string {
  const parts = [
    defaultDays === null ? 'no end' : `${defaultDays} d`,
    maxDays === null ? '' : `${maxDays} d at most`,
    disableAfterIdleDays === null ? '' : `disabled after ${disableAfterIdleDays} d without a use`,
  ];
  return parts.filter(Boolean).join(', ');
}
