import { z } from 'zod';
import { ProjectParams } from '../projects/params.ts';

/** What is no id of a person is answered like the id of nobody. */
export const MemberParams = ProjectParams.extend({ user: z.string().meta({ example: 'usr_0a1b2c3d4e5' }) });
