import type { Api } from '../api.ts';

export function itemRoutes(_api: Api): void {}
