const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a hostname is the deployment's own: there its API answers, and no property ever does. Known without a look at any
 * storage, for it is asked before every request. `publicUrl`: the setting; null where there is none.
 */
export function isControlHost(hostname: string, publicUrl: string | null): boolean {
  if (LOOPBACK.test(hostname) || hostname.endsWith('.workers.dev')) return true;
  return publicUrl !== null && hostOf(publicUrl) === hostname;
}

let last: { publicUrl: string; host: string } | null = null;

function hostOf(publicUrl: string): string {
  if (last?.publicUrl !== publicUrl) last = { publicUrl, host: new URL(publicUrl).hostname };
  return last.host;
}
