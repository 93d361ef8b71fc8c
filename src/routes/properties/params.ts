import { z } from 'zod';

/** A path parameter is any string: what is no id, or no number, is answered like what does not exist. */
export const PropertyParams = z.object({ id: z.string().meta({ example: 'prp_0000000001d' }) });
export const VersionParams = PropertyParams.extend({ n: z.string().meta({ example: '1' }) });

/** A document of 65,536 characters, with the white space of a file and characters of several bytes. */
export const MAX_DOCUMENT_BYTES = 256 * 1024;
