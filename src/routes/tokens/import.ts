import { createRoute } from '@hono/zod-openapi';
import { formatId } from '../../contract/ids.ts';
import { ImportedTokens, type ImportResult, ImportRow, ImportTokensBody } from '../../contract/token-import.ts';
import { importTokens } from '../../domain/tokens/import.ts';
import type { Outcome } from '../../domain/tokens/import-insert.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedTo } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { explain } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

/** A thousand rows of four thousand characters. */
export const MAX_IMPORT_BYTES = 4 * 1024 * 1024;

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/import',
  operationId: 'importTokens',
  tags: ['tokens'],
  summary: 'Import tokens that were made elsewhere, with their old strings',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedTo(MAX_IMPORT_BYTES)] as const,
  request: { body: jsonBody(ImportTokensBody) },
  responses: {
    200: json(ImportedTokens, 'What became of each row; a refused one is an answer, not an error'),
    ...problems('invalid_request', 'wrong_token_type', 'payload_too_large'),
  },
});

export function importMany(api: Api): void {
  api.openAPIRegistry.register('ImportRow', ImportRow);
  api.openapi(route, async (c) => {
    const outcomes = await importTokens(changeDeps(c), callerOf(c), c.req.valid('json').tokens);
    const count = (status: Outcome['status']) => outcomes.filter((outcome) => outcome.status === status).length;
    return c.json(
      {
        imported: count('imported'),
        exists: count('exists'),
        refused: count('refused'),
        results: outcomes.map(resultOf),
      },
      200,
    );
  });
}

function resultOf(outcome: Outcome, row: number): ImportResult {
  if (outcome.status === 'refused') return { row, status: 'refused', id: null, ...explain(outcome.denial) };
  return { row, status: outcome.status, id: formatId('tok', outcome.id), code: null, detail: null };
}
