import type { Api } from '../api.ts';

export function environmentRoutes(_api: Api): void {}
