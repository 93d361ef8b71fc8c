import type { Api } from '../api.ts';

export function projectRoutes(_api: Api): void {}
