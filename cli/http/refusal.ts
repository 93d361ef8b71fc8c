import { Problem } from '../../src/contract/problem.ts';
import { Failure } from '../failure.ts';

/** The server answered, and not with success. */
export class Refusal extends Failure {
  readonly status: number;
  /** What the header Retry-After says; null without one. */
  readonly retrySeconds: number | null;

  constructor(lines: readonly string[], status: number, retrySeconds: number | null) {
    super(lines);
    this.status = status;
    this.retrySeconds = retrySeconds;
  }
}

/** Reads an answer that is not success: problem details, or whatever a machine in between sent instead. */
export async function readRefusal(url: string, response: Response): Promise<Refusal> {
  const retry = response.headers.get('retry-after');
  const retrySeconds = retry !== null && /^\d{1,6}$/.test(retry) ? Number(retry) : null;
  const problem = Problem.safeParse(parseJson(await response.text()));
  const lines = problem.success ? problemLines(problem.data, retrySeconds) : foreignLines(url, response);
  return new Refusal(lines, response.status, retrySeconds);
}

function problemLines(problem: Problem, retrySeconds: number | null): string[] {
  return [
    `${problem.detail} (${problem.code})`,
    ...fieldLines(problem),
    ...(problem.scope === undefined ? [] : [`scope: ${problem.scope}`]),
    `fix: ${problem.fix}`,
    ...(retrySeconds === null ? [] : [`retry after: ${retrySeconds} s`]),
    `request id: ${problem.requestId}`,
  ];
}

/** The fields at fault; not said again where the detail has said just that. */
function fieldLines({ errors = [], detail }: Problem): string[] {
  return errors
    .map(({ field, message }) => `${field}: ${message}`)
    .flatMap((line) => (line === detail ? [] : [`  ${line}`]));
}

function foreignLines(url: string, response: Response): string[] {
  const location = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && location !== null) {
    return [`${url} sends elsewhere, to ${location}`, 'fix: use the address of the deployment itself as --url.'];
  }
  return [
    `${url} answered ${response.status} without saying why`,
    'fix: check that a Jeton deployment answers at this address.',
  ];
}

/** The JSON in a text, or null when there is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
