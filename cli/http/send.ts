import { Failure } from '../failure.ts';
import { withSpinner } from '../output/spinner.ts';
import type { Session } from '../session.ts';
import { call, type Request } from './call.ts';
import { parseJson } from './refusal.ts';

/** The part of a zod schema that is needed here. */
export type Schema<Value> = {
  safeParse(
    input: unknown,
  ): { success: true; data: Value } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
};

/** What the server answered: the text as it came, and what it means. */
export type Answer<Value> = { raw: string; value: Value };

/** Sends a request and reads its answer by the contract. */
export async function send<Value>(session: Session, request: Request, schema: Schema<Value>): Promise<Answer<Value>> {
  const raw = await sendForText(session, request);
  const parsed = schema.safeParse(parseJson(raw));
  if (parsed.success) return { raw, value: parsed.data };
  // What was just made may hold a secret that is shown once: it must not be lost over a mismatch of versions.
  if (request.method !== 'GET') session.world.stdout.write(`${raw}\n`);
  throw mismatch(request, parsed.error.issues);
}

/** Sends a request whose answer says nothing that is needed. */
export async function sendForText(session: Session, request: Request): Promise<string> {
  return withSpinner(session.world, session.quiet, async () => {
    const response = await call(session, request);
    return response.text();
  });
}

function mismatch(request: Request, issues: { path: PropertyKey[]; message: string }[]): Failure {
  return new Failure([
    `the answer to ${request.method} ${request.path} is not what this version of the command line expects`,
    ...issues.slice(0, 5).map((issue) => `  ${issue.path.map(String).join('.') || '(all of it)'}: ${issue.message}`),
    'fix: use the command line of the same version as the deployment.',
  ]);
}
