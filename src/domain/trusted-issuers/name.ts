import type { Claims } from './claims.ts';

const NAME_LENGTH = 100;
const DESCRIPTION_LENGTH = 255;

/** The name of a token that was given: that of the trust, and whose job it was. */
export function nameGiven(trustName: string, { sub }: Claims): string {
  return cut(typeof sub === 'string' && sub !== '' ? `${trustName}: ${sub}` : trustName, NAME_LENGTH);
}

/** Where it came from, so that the audit trail tells which token of the issuer it was exchanged for. */
export function tellOrigin(issuer: string, { jti }: Claims): string {
  return cut(typeof jti === 'string' ? `${issuer} ${jti}` : issuer, DESCRIPTION_LENGTH);
}

/** What others wrote, as one line: without what moves a cursor, turns the direction of writing, or is half a character. */
function cut(text: string, length: number): string {
  return text
    .slice(0, 4 * length)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .slice(0, length)
    .replace(/\p{Cs}/gu, '')
    .trim();
}
