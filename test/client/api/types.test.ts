import { describe, expectTypeOf, it } from 'vitest';
import type { ClientError, Jeton, Result, Schemas } from '../../../client/api/index.ts';

type Options<Name extends keyof Jeton> = Parameters<Jeton[Name]>[0];
type Answer<Name extends keyof Jeton> = Awaited<ReturnType<Jeton[Name]>>;
type Failure<Answered> = Answered extends { ok: false; error: infer Error } ? Error : never;

describe('what the compiler knows of the API', () => {
  it('the value of each answer', () => {
    type Made = Extract<Answer<'createToken'>, { ok: true }>['value'];
    expectTypeOf<Made>().toEqualTypeOf<{ token: Schemas['Token']; secret: string; s3?: Schemas['S3KeyPair'] }>();
    expectTypeOf<Extract<Answer<'revokeToken'>, { ok: true }>['value']>().toEqualTypeOf<undefined>();
    expectTypeOf<Extract<Answer<'getItem'>, { ok: true }>['value']>().toEqualTypeOf<Response>();
  });

  it('the codes of each call, and the two of the client', () => {
    type Code = Failure<Answer<'createToken'>>['code'];
    expectTypeOf<'limit_reached' | 'token_expired' | 'unreachable' | 'unreadable'>().toExtend<Code>();
    expectTypeOf<'not_found'>().not.toExtend<Code>();
    expectTypeOf<Failure<Answer<'getToken'>>>().toExtend<ClientError>();
    expectTypeOf<Answer<'health'>>().toExtend<Result<{ status: 'ok'; setUp: boolean }>>();
  });

  it('what a call needs and what it may leave out', () => {
    expectTypeOf<undefined>().toExtend<Options<'listTokens'>>();
    expectTypeOf<undefined>().not.toExtend<Options<'getToken'>>();
    expectTypeOf<{ body: { type: 'access'; name: string } }>().toExtend<Options<'createToken'>>();
    expectTypeOf<{ body: { type: 'nonsense'; name: string } }>().not.toExtend<Options<'createToken'>>();
    expectTypeOf<{ body: { name: string } }>().not.toExtend<Options<'createToken'>>();
    expectTypeOf<{ path: { id: string }; idempotencyKey: string }>().toExtend<Options<'refreshToken'>>();
  });
});
