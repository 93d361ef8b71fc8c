import type { ErrorCode } from '../../src/contract/error-codes.ts';
import type { Requirement, ToldToken } from './token.ts';

/**
 * What is used of Jeton's entrypoint for other Workers. Written out, and not taken from the contract's schemas, so that
 * who compiles against it needs no schema library.
 */
export type JetonBinding = {
  verify(token: string, options?: BindingQuestion): Promise<BindingVerdict>;
};

export type BindingQuestion = {
  require?: readonly Requirement[];
  environment?: string;
  project?: string;
  audience?: string;
  address?: string;
  origin?: string;
  certificate?: string;
  dpop?: { proof: string | null; method: string; url: string };
  consistency?: 'edge' | 'bounded' | 'strict';
};

export type BindingVerdict =
  | { active: true; code: null; token: ToldToken }
  | { active: false; code: ErrorCode; detail: string; scope?: string; nonce?: string };
