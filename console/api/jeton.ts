import { createClient, type Result } from '../../client/api/index.ts';
import { Failure } from './failure.ts';

/** The API of the deployment that served this page. The session's cookie goes along by itself. */
export const jeton = createClient({ url: location.origin });

/**
 * The value of a call, or its failure thrown.
 *
 * @example
 * useQuery({ queryKey: ['tokens', id], queryFn: () => ask(jeton.getToken({ path: { id } })) })
 */
export async function ask<Value>(call: Promise<Result<Value>>): Promise<Value> {
  const result = await call;
  if (result.ok) return result.value;
  throw new Failure(result.error);
}
