import { z } from 'zod';
import { Slug } from '../../contract/text.ts';

export const EnvironmentParams = z.object({ environment: Slug.meta({ example: 'preview' }) });
