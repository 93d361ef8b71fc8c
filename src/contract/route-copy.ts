import type { AuthenticationMethod } from './access-keys.ts';
import type { EffectiveDocument } from './properties.ts';

/** The version of an access key that a property signs with; `sealed` in base64. */
export type LentKey = {
  keyId: number;
  version: number;
  authenticationMethod: AuthenticationMethod;
  cloudAccessKeyId: string;
  sealed: string;
};

/**
 * All that the gateway needs to know of one hostname: what D1 answers, KV keeps and isolate memory holds. `change` grows
 * with every change of the property; of two copies of one property the larger wins.
 */
export type RouteCopy = {
  hostname: string;
  propertyId: number;
  propertyName: string;
  change: number;
  version: number;
  project: string;
  environment: string;
  /** Of a hostname for one bucket: S3's virtual-host style. */
  bucket: string | null;
  document: EffectiveDocument;
  key: LentKey | null;
};

/** What KV holds of a hostname: its copy, or that it leads nowhere any more since this change of that property. */
export type KeptRoute = RouteCopy | { hostname: string; propertyId: number; change: number; document: null };
