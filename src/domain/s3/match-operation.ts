import { deny, ok, type Result } from '../result.ts';
import type { S3Denial } from './denial.ts';
import { OPERATIONS, type Operation } from './operations.ts';

export type Parameters = readonly (readonly [name: string, value: string])[];

/** Of each level, what the parameters are that pick an operation, and the operations by method and parameter. */
const BY_LEVEL = {
  service: indexOf('service'),
  bucket: indexOf('bucket'),
  object: indexOf('object'),
};

function indexOf(level: Operation['level']) {
  const operations = new Map<string, Operation>();
  const pickers = new Set<string>();
  for (const operation of OPERATIONS) {
    if (operation.level !== level) continue;
    operations.set(slotOf(operation.method, operation.by, operation.copies), operation);
    if (operation.by !== null) pickers.add(operation.by);
  }
  return { operations, pickers };
}

function slotOf(method: string, by: string | null, copies: boolean): string {
  return `${method} ${by ?? ''}${copies ? ' copies' : ''}`;
}

/** Says of which program a request is; S3 makes nothing of it. */
const IGNORED = 'x-id';

/**
 * The operation that a request asks for, and those of its parameters that go on to the origin. One that has a parameter
 * too many is none: what it would do is not known.
 */
export function matchOperation(
  method: string,
  level: Operation['level'],
  parameters: Parameters,
  copies: boolean,
): Result<{ operation: Operation; parameters: Parameters }, S3Denial> {
  const { operations, pickers } = BY_LEVEL[level];
  const kept = parameters.filter(([name]) => name !== IGNORED);
  const picked = kept.filter(([name]) => pickers.has(name)).map(([name]) => name);
  if (picked.length > 1) return deny({ reason: 'not_supported', what: `${picked.join(' and ')} at once` });
  const operation = operations.get(slotOf(method, picked[0] ?? null, copies));
  if (!operation) return deny({ reason: 'not_supported', what: whatOf(method, level, picked[0], copies) });
  if (operation.action === null) return deny({ reason: 'not_supported', what: operation.name });
  const why = objectionTo(operation, kept);
  return why === null ? ok({ operation, parameters: kept }) : deny(why);
}

function whatOf(method: string, level: string, by: string | undefined, copies: boolean): string {
  const on = `${method} of ${level === 'service' ? 'the service' : level === 'bucket' ? 'a bucket' : 'an object'}`;
  return `${on}${by === undefined ? '' : `?${by}`}${copies ? ' with x-amz-copy-source' : ''}`;
}

function objectionTo({ name: operation, by, takes }: Operation, parameters: Parameters): S3Denial | null {
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (seen.has(name)) return { reason: 'bad_request', why: `the parameter ${printable(name)} is there twice` };
    seen.add(name);
    if (name === 'list-type' && value !== '2') return { reason: 'not_supported', what: 'that list-type' };
    if (name !== by && !takes.includes(name)) {
      return { reason: 'not_supported', what: `the parameter ${printable(name)} of ${operation}` };
    }
  }
  return null;
}

/** A name of the caller's, fit to be shown. */
function printable(name: string): string {
  return name.replace(/[^\w.:-]/g, '?').slice(0, 64);
}
