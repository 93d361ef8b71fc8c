import { z } from 'zod';

const group = z.string().meta({ example: 'marketing' });

/** Path parameters are any strings: what is no id is answered like an id that does not exist. */
export const GroupParams = z.object({ group });
export const GroupMemberParams = z.object({ group, user: z.string().meta({ example: 'usr_0a1b2c3d4e5' }) });
