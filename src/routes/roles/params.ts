import { z } from 'zod';

/** A path parameter is any string: what is no name is answered like a role that does not exist. */
export const RoleParams = z.object({ name: z.string().meta({ example: 'developer' }) });
