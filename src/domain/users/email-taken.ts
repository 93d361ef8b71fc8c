import type { Denial } from '../denial.ts';

/** Mail addresses differ in more than capitals: people sign in by them. */
export function emailTaken(email: string): Denial {
  return { reason: 'conflict', message: `another person has the mail address ${email}` };
}
