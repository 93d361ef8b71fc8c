import type { Access } from '../authenticate.ts';

/** Any token of the project may look; the domain says at what. */
export const LOOKS_AROUND: Access = {
  types: null,
  project: (c) => c.req.param('project') ?? '',
  consistency: 'bounded',
};
