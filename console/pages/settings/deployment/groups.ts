import type { Schemas } from '../../../../client/api/index.ts';
import { count, counted } from '../../../parts/words.ts';

type Settings = Schemas['Settings'];

/** One setting: what it is, as it counts, and the variable that changes it; null: it comes with the program. */
export type Setting = { name: string; value: string; variable: string | null };
export type Group = { title: string; hint?: string; settings: Setting[] };

/** The settings in words, by what they are about. */
export function groupsOf(settings: Settings): Group[] {
  return [place(settings), limits(settings), notices(settings), retention(settings), signing(settings)];
}

function place({ version, publicUrl, stalenessSeconds }: Settings): Group {
  return {
    title: 'The deployment',
    settings: [
      { name: 'Version', value: version, variable: null },
      { name: 'Address', value: publicUrl ?? 'not known: links in notices lead nowhere', variable: 'PUBLIC_URL' },
      {
        name: 'How late a change may be noticed',
        value: counted(stalenessSeconds, 'second'),
        variable: 'STALENESS_SECONDS',
      },
    ],
  };
}

function limits({ limits: most, passwordTokenHours, exchangedTokenMinutes }: Settings): Group {
  return {
    title: 'Limits',
    settings: [
      { name: 'Namespaces of one token', value: count(most.namespacesPerToken), variable: 'NAMESPACES_PER_TOKEN' },
      { name: 'Clients of one token', value: count(most.clientsPerToken), variable: 'CLIENTS_PER_TOKEN' },
      {
        name: 'Personal tokens of one person',
        value: count(most.personalTokensPerPerson),
        variable: 'PERSONAL_TOKENS_PER_PERSON',
      },
      {
        name: 'Life of a token made by password',
        value: counted(passwordTokenHours, 'hour'),
        variable: 'PASSWORD_TOKEN_HOURS',
      },
      {
        name: 'Longest life of an exchanged token',
        value: counted(exchangedTokenMinutes, 'minute'),
        variable: 'EXCHANGED_TOKEN_MINUTES',
      },
    ],
  };
}

function notices({ mailFrom, ownerNoticeDays }: Settings): Group {
  const before = ownerNoticeDays.length === 0 ? '' : `${ownerNoticeDays.join(', ')} days before, and `;
  return {
    title: 'Notices and mail',
    settings: [
      { name: 'Mails come from', value: mailFrom ?? 'nobody: no mail is sent', variable: 'MAIL_FROM' },
      { name: 'Owners are told of an end', value: `${before}when it has come`, variable: 'OWNER_NOTICE_DAYS' },
    ],
  };
}

function retention({ retention: kept }: Settings): Group {
  const { expiredTokensDays, auditDays, deliveriesDays } = kept;
  return {
    title: 'Retention',
    settings: [
      {
        name: 'Expired tokens',
        value: expiredTokensDays === 0 ? 'deleted by the next sweep' : `kept for ${counted(expiredTokensDays, 'day')}`,
        variable: 'EXPIRED_TOKENS_KEPT_DAYS',
      },
      { name: 'Audit trail', value: `kept for ${counted(auditDays, 'day')}`, variable: 'AUDIT_RETENTION_DAYS' },
      {
        name: 'Deliveries and runs of jobs',
        value: `kept for ${counted(deliveriesDays, 'day')}`,
        variable: 'DELIVERY_RETENTION_DAYS',
      },
    ],
  };
}

function signing({ signing: { algorithm, keyDays } }: Settings): Group {
  return {
    title: 'Signing',
    hint: 'Of tokens that others check without asking here. A change of the algorithm takes effect with the next key.',
    settings: [
      {
        name: 'Algorithm',
        value: algorithm === 'EdDSA' ? 'EdDSA (Ed25519)' : algorithm,
        variable: 'SIGNING_ALGORITHM',
      },
      { name: 'A key signs for', value: counted(keyDays, 'day'), variable: 'SIGNING_KEY_DAYS' },
    ],
  };
}
