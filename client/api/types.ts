import type { Codes, OPERATIONS } from './operations.ts';
import type { components, operations } from './schema.ts';

/** The name of a call: the `operationId` of /openapi.json. */
export type OperationId = keyof typeof OPERATIONS;

/** What the API calls things, by the name of the OpenAPI document: `Schemas['Token']`. */
export type Schemas = components['schemas'];

/** What went wrong. `code` says it to programs; `detail` and `fix` are for people and hold no secret. */
export type ClientError<Code extends string = string> = {
  /**
   * A code of docs/errors.md, or one of the client's own: `unreachable`, no answer came, so that what was asked may have
   * been done or not; `unreadable`, what came is no answer of Jeton. A newer deployment may know more codes: keep a default.
   */
  code: Code | 'unreachable' | 'unreadable';
  /** Of the answer; null where none came. */
  status: number | null;
  detail: string;
  fix: string;
  /** Names the request in the log of the deployment. */
  requestId: string | null;
  /** After how many seconds to try again, where the answer says so. */
  retryAfterSeconds: number | null;
  /** With `insufficient_scope`: what is missing. */
  scope: string | null;
  /** With `invalid_request`: the fields at fault. */
  errors: readonly { field: string; message: string }[];
};

/** What a call comes to. It never throws for what the network or the deployment does. */
export type Result<Value, Code extends string = string> =
  | { ok: true; value: Value; response: Response }
  | { ok: false; error: ClientError<Code>; response: Response | null };

/** What every call takes besides. */
type Common = {
  signal?: AbortSignal | undefined;
};

type Parameters<Id extends OperationId> = operations[Id]['parameters'];
type PathOf<Id extends OperationId> = NonNullable<Parameters<Id>['path']>;
type QueryOf<Id extends OperationId> = NonNullable<Parameters<Id>['query']>;
type HeadersOf<Id extends OperationId> = NonNullable<Parameters<Id>['header']>;

type ContentOf<Body> = Body extends { content: infer Content } ? Content[keyof Content] : never;
type RequestBody<Id extends OperationId> = operations[Id] extends { requestBody?: infer Body } ? Body : never;
/** JSON and forms are typed; the bytes of an item are whatever `fetch` sends. */
type BodyOf<Id extends OperationId> = (typeof OPERATIONS)[Id][2] extends 'bytes'
  ? BodyInit
  : ContentOf<NonNullable<RequestBody<Id>>>;

type Path<Id extends OperationId> = [PathOf<Id>] extends [never] ? unknown : { path: PathOf<Id> };
type Query<Id extends OperationId> = [QueryOf<Id>] extends [never]
  ? unknown
  : Record<never, never> extends QueryOf<Id>
    ? { query?: QueryOf<Id> }
    : { query: QueryOf<Id> };
type Body<Id extends OperationId> = [BodyOf<Id>] extends [never]
  ? unknown
  : operations[Id] extends { requestBody: object }
    ? { body: BodyOf<Id> } & ContentType<Id>
    : { body?: BodyOf<Id> } & ContentType<Id>;
type ContentType<Id extends OperationId> = (typeof OPERATIONS)[Id][2] extends 'bytes'
  ? { contentType?: string }
  : unknown;
type Idempotency<Id extends OperationId> = 'idempotency-key' extends keyof HeadersOf<Id>
  ? {
      /** The same key with the same body repeats a lost answer instead of doing it twice; for 24 hours, of a link for ten minutes. */
      idempotencyKey?: string;
    }
  : unknown;

/** What a call takes: what the OpenAPI document says of it, by the same names. */
export type Call<Id extends OperationId> = Common & Path<Id> & Query<Id> & Body<Id> & Idempotency<Id>;

type JsonOf<Content> = Content[keyof Content & `application/${string}json`];
type Answers<Id extends OperationId> = operations[Id]['responses'][keyof operations[Id]['responses']];
type AnswerJson<Answer> = Answer extends { content: infer Content } ? JsonOf<Content> : never;

/** What a call gives: JSON as its type, nothing where there is none, and else the answer to be read. */
export type Value<Id extends OperationId> = (typeof OPERATIONS)[Id][3] extends 'json'
  ? AnswerJson<Answers<Id>>
  : (typeof OPERATIONS)[Id][3] extends 'none'
    ? undefined
    : Response;

/** A call, with its options left out where none are needed. */
export type Method<Id extends OperationId> = (
  ...options: Record<never, never> extends Call<Id> ? [options?: Call<Id>] : [options: Call<Id>]
) => Promise<Result<Value<Id>, Codes[Id]>>;

/** One method for each operation of the API. */
export type Jeton = { readonly [Id in OperationId]: Method<Id> };
