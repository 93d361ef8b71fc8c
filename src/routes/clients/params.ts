import { z } from 'zod';

export const ClientParams = z.object({ client: z.string().meta({ example: 'billing' }) });
