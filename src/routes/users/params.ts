import { z } from 'zod';

/** A path parameter is any string: what is no id is answered like an id that does not exist. */
export const UserParams = z.object({ id: z.string().meta({ example: 'usr_0a1b2c3d4e5' }) });
