import { z } from 'zod';
import { MAX_GRANTS } from './contract/grants.ts';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from './contract/signed-tokens.ts';
import { TOKEN_TYPES, type TokenType } from './contract/token-types.ts';

/** What wrangler.toml and the secrets give, as far as the platform vouches for it: strings. */
export type UncheckedEnv = Env & { SETUP_CODE?: string; ROOT_KEY_PREVIOUS?: string };

/** What a type's life may be, in days; null: never ends, or no bound. Left out: the policy table decides. */
type LifetimeSetting = {
  defaultDays?: number | null | undefined;
  maxDays?: number | null | undefined;
  /** Days without a use after which a token of the type is disabled; left out: never. */
  disableAfterIdle?: number | undefined;
};

/** The settings, checked once an isolate. Secrets are apart: only services.ts sees them. */
export type Config = {
  stalenessMs: number;
  lifetimes: Partial<Record<TokenType, LifetimeSetting>>;
  failedAuthenticationsPerMinute: number;
  /** How many days before the end the owner of a token is told. */
  ownerNoticeDays: number[];
  /** The sender of mails; null: no mail is sent. */
  mailFrom: string | null;
  /** Where people reach the deployment; null: where set-up was done. */
  publicUrl: string | null;
  webhooksToLoopback: boolean;
  /** Whether a property's origin may be on this machine. */
  originsToLoopback: boolean;
  expiredTokensKeptDays: number;
  auditRetentionDays: number;
  deliveryRetentionDays: number;
  limits: { namespaces: number; clients: number; personalTokens: number };
  passwordTokenHours: number;
  signingAlgorithm: SigningAlgorithm;
  /** How long a key signs before the next one does. */
  signingKeyDays: number;
  /** The longest life of a token that is exchanged for another. */
  exchangedTokenMinutes: number;
};
export type Secrets = { rootKey: string; rootKeyPrevious: string | null; setupCode: string | null };

const Days = z.number().int().min(1).max(36_500).nullable().optional();
/** At least two days: uses are kept by the day. */
const IdleDays = z
  .string()
  .regex(/^\d{1,4}d$/)
  .transform((text) => Number.parseInt(text, 10))
  .pipe(z.number().min(2))
  .optional();
const Lifetime = z.strictObject({ defaultDays: Days, maxDays: Days, disableAfterIdle: IdleDays });
/** A master token lives as long as its membership. */
const Lifetimes = z.partialRecord(z.enum(TOKEN_TYPES).exclude(['master']), Lifetime);
const WholeDays = (least: number) => z.coerce.number().int().min(least).max(36_500);
const Settings = z.object({
  STALENESS_SECONDS: z.coerce.number().int().min(1).max(3600),
  TOKEN_LIFETIMES: z.string().transform((json, context) => {
    try {
      return Lifetimes.parse(JSON.parse(json));
    } catch {
      context.addIssue('must be JSON like {"access":{"defaultDays":30,"maxDays":90,"disableAfterIdle":"90d"}}');
      return z.NEVER;
    }
  }),
  FAILED_AUTHENTICATIONS_PER_MINUTE: z.coerce.number().int().min(1),
  OWNER_NOTICE_DAYS: z
    .string()
    .transform((list) => list.split(',').filter(Boolean).map(Number))
    .pipe(z.array(z.number().int().min(1).max(3650)).max(10)),
  MAIL_FROM: z.union([z.literal(''), z.email()]),
  PUBLIC_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  WEBHOOKS_TO_LOOPBACK: z.enum(['true', 'false']),
  ORIGINS_TO_LOOPBACK: z.enum(['true', 'false']),
  EXPIRED_TOKENS_KEPT_DAYS: WholeDays(0),
  AUDIT_RETENTION_DAYS: WholeDays(1),
  DELIVERY_RETENTION_DAYS: WholeDays(1),
  NAMESPACES_PER_TOKEN: z.coerce.number().int().min(1).max(MAX_GRANTS),
  CLIENTS_PER_TOKEN: z.coerce.number().int().min(1).max(64),
  PERSONAL_TOKENS_PER_PERSON: z.coerce.number().int().min(1).max(1000),
  PASSWORD_TOKEN_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 365),
  SIGNING_ALGORITHM: z.enum(SIGNING_ALGORITHMS),
  SIGNING_KEY_DAYS: WholeDays(2),
  EXCHANGED_TOKEN_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(24 * 60),
});

/** Checks the settings. Throws, naming each variable at fault, when a deployment must not run like this. */
export function readConfig(env: UncheckedEnv): Config {
  const settings = Settings.safeParse(env);
  if (!settings.success) throw new Error(`settings in wrangler.toml: ${z.prettifyError(settings.error)}`);
  const { data } = settings;
  return {
    stalenessMs: data.STALENESS_SECONDS * 1000,
    lifetimes: data.TOKEN_LIFETIMES,
    failedAuthenticationsPerMinute: data.FAILED_AUTHENTICATIONS_PER_MINUTE,
    ownerNoticeDays: data.OWNER_NOTICE_DAYS,
    mailFrom: data.MAIL_FROM || null,
    publicUrl: data.PUBLIC_URL.replace(/\/+$/, '') || null,
    webhooksToLoopback: data.WEBHOOKS_TO_LOOPBACK === 'true',
    originsToLoopback: data.ORIGINS_TO_LOOPBACK === 'true',
    expiredTokensKeptDays: data.EXPIRED_TOKENS_KEPT_DAYS,
    auditRetentionDays: data.AUDIT_RETENTION_DAYS,
    deliveryRetentionDays: data.DELIVERY_RETENTION_DAYS,
    limits: {
      namespaces: data.NAMESPACES_PER_TOKEN,
      clients: data.CLIENTS_PER_TOKEN,
      personalTokens: data.PERSONAL_TOKENS_PER_PERSON,
    },
    passwordTokenHours: data.PASSWORD_TOKEN_HOURS,
    signingAlgorithm: data.SIGNING_ALGORITHM,
    signingKeyDays: data.SIGNING_KEY_DAYS,
    exchangedTokenMinutes: data.EXCHANGED_TOKEN_MINUTES,
  };
}

/** Reads the secrets. Throws when ROOT_KEY is missing; its form is checked where it is used. */
export function readSecrets(env: UncheckedEnv): Secrets {
  if (!env.ROOT_KEY)
    throw new Error('ROOT_KEY is not set: npm start makes one for development, npm run deploy for an account');
  return {
    rootKey: env.ROOT_KEY,
    rootKeyPrevious: env.ROOT_KEY_PREVIOUS || null,
    setupCode: env.SETUP_CODE || null,
  };
}
