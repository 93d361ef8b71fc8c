import type { z } from 'zod';
import type { Denial } from '../../domain/denial.ts';
import { deny, ok, type Result } from '../../domain/result.ts';
import type { ApiContext } from '../context.ts';

const FORM = /^application\/x-www-form-urlencoded *(?:;|$)/i;

/** How a route describes its form to OpenAPI. */
export function formBody<Schema extends z.ZodObject>(schema: Schema) {
  return { required: true, content: { 'application/x-www-form-urlencoded': { schema } } };
}

/**
 * Reads a form as OAuth has it, RFC 6749 section 3.1: what is empty counts as left out, what is not known is ignored, and
 * nothing may be there twice but what is a list. Denies with `invalid` what does not fit; what it held is not sent back.
 */
export async function readForm<Schema extends z.ZodObject>(
  c: ApiContext,
  schema: Schema,
): Promise<Result<z.infer<Schema>, Denial>> {
  if (!FORM.test(c.req.header('content-type') ?? '')) return invalid('body', FORM_WANTED);
  // As bytes: the platform warns of text in what a form's content type announces.
  const sent = new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer()));
  const form: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name).filter((value) => value !== '');
    const isList = Object.hasOwn(schema.shape, name) && schema.shape[name]?.safeParse([]).success;
    const [value] = values;
    if (isList) form[name] = values;
    else if (sent.getAll(name).length > 1) return invalid(name, 'must not be there twice');
    else if (value !== undefined) form[name] = value;
  }
  const read = schema.safeParse(form);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return invalid(issue?.path.map(String).join('.') || 'body', issue?.message ?? 'does not fit');
}

const FORM_WANTED = 'must be a form and say so: Content-Type: application/x-www-form-urlencoded';

function invalid(field: string, message: string): { ok: false; denial: Denial } {
  return deny({ reason: 'invalid', field: field.slice(0, 100), message: message.slice(0, 200) });
}
