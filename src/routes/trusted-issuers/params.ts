import { z } from 'zod';

/** A path parameter is any string: what is no id is answered like an id that does not exist. */
export const TrustedIssuerParams = z.object({ id: z.string().meta({ example: 'tru_0000000001a' }) });
