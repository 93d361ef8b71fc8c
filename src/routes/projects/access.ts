import type { Access } from '../authenticate.ts';
import { MANAGERS } from '../describe.ts';

/** Whoever belongs to the project of the path, in whatever role; to all others it is not there. */
export const LOOKS_INTO_PROJECT: Access = {
  types: MANAGERS,
  project: (c) => c.req.param('project') ?? '',
  consistency: 'bounded',
};
