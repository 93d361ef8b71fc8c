import { z } from 'zod';
import { SIGNING_ALGORITHMS } from './signed-tokens.ts';
import { shown } from './text.ts';

const Whole = z.number().int();
const Days = Whole.nullable();

/** The life of a type's tokens, as it comes out of the policy and of the deployment's settings. */
const TokenLife = z
  .object({
    defaultDays: Days.meta({ description: 'Where the creator names no end; null: no end.', example: 90 }),
    maxDays: Days.meta({ description: 'null: no bound.' }),
    disableAfterIdleDays: Days.meta({ description: 'Days without a use; null: never.' }),
  })
  .meta({ id: 'TokenLife' });
export type TokenLife = z.infer<typeof TokenLife>;

/** What a deployment allows and keeps; no secret is among it. docs/configuration.md says what each is. */
export const Settings = z
  .object({
    version: shown('0.1.0'),
    publicUrl: z
      .string()
      .nullable()
      .meta({ description: 'Where people reach it.', example: 'https://jeton.example.com' }),
    mailFrom: z.string().nullable().meta({ description: 'null: no mail is sent.', example: 'jeton@example.com' }),
    stalenessSeconds: Whole.meta({ description: 'How late a change may be noticed.', example: 10 }),
    lives: z
      .object({
        admin: TokenLife,
        personal: TokenLife,
        master: TokenLife,
        client: TokenLife,
        frontend: TokenLife,
        access: TokenLife,
      })
      .meta({ description: 'By type of token. A `master` token ends with its membership.' }),
    limits: z.object({
      namespacesPerToken: Whole.meta({ example: 20 }),
      clientsPerToken: Whole.meta({ example: 8 }),
      personalTokensPerPerson: Whole.meta({ example: 10 }),
    }),
    ownerNoticeDays: z
      .array(Whole)
      .meta({ description: 'So many days before a token ends its owner is told.', example: [30, 7, 1] }),
    retention: z.object({
      expiredTokensDays: Whole.meta({ example: 0 }),
      auditDays: Whole.meta({ example: 365 }),
      deliveriesDays: Whole.meta({ example: 30 }),
    }),
    passwordTokenHours: Whole.meta({ description: 'Life of a token made by password.', example: 24 }),
    exchangedTokenMinutes: Whole.meta({ description: 'Longest life of an exchanged token.', example: 60 }),
    signing: z.object({ algorithm: z.enum(SIGNING_ALGORITHMS), keyDays: Whole.meta({ example: 90 }) }),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;
