/**
 * The printed form of the id of an S3 key pair: `JTN` and 32 of the base-32 digits of RFC 4648. Of these, 16 are random
 * and 16 the tag over the others: a made-up id is refused without a look at any storage. The secret is made of the id
 * and the root key, and kept nowhere.
 */
export const S3_KEY_PREFIX = 'JTN';
export const S3_RANDOM_BYTES = 10;
export const S3_TAG_BYTES = 10;
const S3_KEY_PATTERN = /^JTN[A-Z2-7]{32}$/;

/** Whether a string has the shape of one. Says nothing of its tag. */
export function isS3KeyShaped(presented: string): boolean {
  return presented.length === 35 && S3_KEY_PATTERN.test(presented);
}
