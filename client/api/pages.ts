import type { Result } from './types.ts';

type Page = { nextCursor: string | null };
type Paged = { query?: { cursor?: string } } | undefined;

/**
 * The pages of a list, one after the other; what goes wrong is the last of them.
 *
 * @example
 * for await (const page of pages(jeton.listTokens, { query: { project: 'web' } })) {
 *   if (!page.ok) return page.error;
 *   for (const token of page.value.items) …
 * }
 */
export async function* pages<Options extends Paged, Answer extends Page, Code extends string>(
  list: (options: Options) => Promise<Result<Answer, Code>>,
  options: NoInfer<NonNullable<Options>>,
): AsyncGenerator<Result<Answer, Code>, void> {
  let cursor: string | null | undefined = options.query?.cursor;
  do {
    const query = { ...options.query, ...(typeof cursor === 'string' && { cursor }) };
    const page: Result<Answer, Code> = await list({ ...options, query } as Options);
    yield page;
    cursor = page.ok ? page.value.nextCursor : null;
  } while (cursor !== null);
}
