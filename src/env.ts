import { z } from 'zod';
import { TOKEN_TYPES, type TokenType } from './contract/tokens.ts';

/** What wrangler.toml and the secrets give, as far as the platform vouches for it: strings. */
export type UncheckedEnv = Env & { SETUP_CODE?: string; ROOT_KEY_PREVIOUS?: string };

/** What a type's life may be, in days; null: never ends, or no bound. Left out: the policy table decides. */
type LifetimeSetting = { defaultDays?: number | null | undefined; maxDays?: number | null | undefined };

/** The settings, checked once an isolate. Secrets are apart: only services.ts sees them. */
export type Config = {
  stalenessMs: number;
  lifetimes: Partial<Record<TokenType, LifetimeSetting>>;
  failedAuthenticationsPerMinute: number;
};
export type Secrets = { rootKey: string; rootKeyPrevious: string | null; setupCode: string | null };

const Days = z.number().int().min(1).max(36_500).nullable().optional();
const Lifetimes = z.partialRecord(z.enum(TOKEN_TYPES), z.strictObject({ defaultDays: Days, maxDays: Days }));
const Settings = z.object({
  STALENESS_SECONDS: z.coerce.number().int().min(1).max(3600),
  TOKEN_LIFETIMES: z.string().transform((json, context) => {
    try {
      return Lifetimes.parse(JSON.parse(json));
    } catch {
      context.addIssue('must be JSON like {"access":{"defaultDays":30,"maxDays":90}}');
      return z.NEVER;
    }
  }),
  FAILED_AUTHENTICATIONS_PER_MINUTE: z.coerce.number().int().min(1),
});

/** Checks the settings. Throws, naming each variable at fault, when a deployment must not run like this. */
export function readConfig(env: UncheckedEnv): Config {
  const settings = Settings.safeParse(env);
  if (!settings.success) throw new Error(`settings in wrangler.toml: ${z.prettifyError(settings.error)}`);
  return {
    stalenessMs: settings.data.STALENESS_SECONDS * 1000,
    lifetimes: settings.data.TOKEN_LIFETIMES,
    failedAuthenticationsPerMinute: settings.data.FAILED_AUTHENTICATIONS_PER_MINUTE,
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
