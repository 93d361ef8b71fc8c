import { z } from 'zod';
import { Slug } from '../../contract/text.ts';

export const ProjectParams = z.object({ project: Slug.meta({ example: 'web' }) });
export const NamespaceParams = ProjectParams.extend({ namespace: Slug.meta({ example: 'marketing' }) });
