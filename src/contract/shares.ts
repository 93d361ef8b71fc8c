import { z } from 'zod';
import { Email } from './people.ts';
import { Instant, shown, text } from './text.ts';
import { IdempotencyKey, SelfToken, Told } from './tokens.ts';

/** How long a link lives. */
export const SHARE_SECONDS = 2 * 3600;
/** How long the answer to its use can be had again. */
export const REPEAT_SECONDS = 600;

export const ShareTokenBody = z
  .strictObject({ email: Email, message: text(1000).optional() })
  .meta({ id: 'ShareToken', example: { email: 'grace@example.com', message: 'For the nightly job.' } });
export type ShareTokenBody = z.infer<typeof ShareTokenBody>;

export const ShareId = z.string().max(32).meta({ example: 'shr_0a1b2c3d4e5' });

export const Share = z
  .object({
    id: ShareId,
    email: shown('grace@example.com'),
    status: z.enum(['open', 'redeemed', 'revoked', 'expired']),
    createdBy: shown('usr_0a1b2c3d4e5'),
    createdAt: Instant,
    expiresAt: Instant,
    redeemedAt: Instant.nullable(),
    replacesSecret: z.boolean().meta({
      description: 'True where no secret is kept: redeeming makes a new one, and the one before ends.',
    }),
  })
  .meta({ id: 'Share' });
export type Share = z.infer<typeof Share>;
export const ShareList = z.object({ items: z.array(Share) }).meta({ id: 'ShareList' });

export const Redeemed = Told.extend({ token: SelfToken }).meta({ id: 'Redeemed' });
export type Redeemed = z.infer<typeof Redeemed>;

/** 32 random bytes, base64url. */
export const ShareCode = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the code of a share link');

/**
 * Beside the code, it is all that tells who used a link from who else reads the mail: nobody may guess it. 22 characters of
 * base64url hold 128 bits.
 */
export const RedeemKey = IdempotencyKey.min(22, 'must be at least 22 characters: draw it at random').meta({
  description: 'Drawn at random for this one use. The same code and key repeat a lost answer; for ten minutes.',
});
