/** `jeton/client`: the API of a deployment, typed, with errors as values. See docs/client.md. */
export { type ClientOptions, createClient } from './client.ts';
export type { Codes, TokenCode } from './operations.ts';
export { pages } from './pages.ts';
export type { Call, ClientError, Jeton, OperationId, Result, Schemas, Value } from './types.ts';
