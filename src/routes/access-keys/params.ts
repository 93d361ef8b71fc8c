import { z } from 'zod';
import { VersionNumber } from '../../contract/access-keys.ts';

/** A path parameter is any string: what is no uid is answered like one that does not exist. */
export const KeyParams = z.object({ uid: z.string().meta({ example: 'key_0000000001a' }) });
export const VersionParams = KeyParams.extend({ version: VersionNumber });
export const RequestParams = z.object({ id: z.string().meta({ example: 'akr_0000000001b' }) });
export const LookupParams = z.object({ id: z.string().meta({ example: 'akl_0000000001c' }) });
