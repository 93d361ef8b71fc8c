import { InvalidArgumentError } from 'commander';

/** A whole number, 0 or more. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}
