import { z } from 'zod';
import { Slug } from '../../contract/text.ts';

export const ProjectParams = z.object({ project: Slug.meta({ example: 'web' }) });
