import type { Api } from '../api.ts';

export function namespaceRoutes(_api: Api): void {}
