import type {
  MAX_ACCESS_KEYS as MaxKeys,
  MAX_ACCESS_KEY_VERSIONS as MaxVersions,
} from '../../../src/contract/access-keys.ts';
import type { Tone } from '../../parts/badge.tsx';
import type { AccessKey, Version } from './api.ts';

/** A project has so many keys, and a key so many versions; the types hold them to what the API says. */
export const MAX_KEYS: typeof MaxKeys = 50;
export const MAX_VERSIONS: typeof MaxVersions = 2;

type Method = AccessKey['authenticationMethod'];
type Network = AccessKey['networkConfiguration'];

/** How a key signs: value, cloud, and a sentence. */
export const METHODS: readonly (readonly [Method, string, string])[] = [
  ['AWS4_HMAC_SHA256', 'AWS S3', 'And what speaks as it does: R2, MinIO, Ceph.'],
  ['GOOG4_HMAC_SHA256', 'Google Cloud Storage', 'With an HMAC key, in interoperability mode.'],
];

export const NETWORKS: readonly (readonly [Network['securityNetwork'], string, string])[] = [
  ['STANDARD_TLS', 'Standard TLS', 'Any property of the project may sign with it.'],
  ['ENHANCED_TLS', 'Enhanced TLS', 'Only properties that are marked enhancedTls may.'],
];

export function cloudOf(method: Method): string {
  return METHODS.find(([value]) => value === method)?.[1] ?? method;
}

export function networkInWords({ securityNetwork, additionalCdn }: Network): string {
  const name = NETWORKS.find(([value]) => value === securityNetwork)?.[1] ?? securityNetwork;
  return additionalCdn === null ? name : `${name}, ${additionalCdn}`;
}

export const STATUS_TONES: Record<Version['deploymentStatus'], Tone> = {
  PENDING_ACTIVATION: 'note',
  ACTIVE: 'good',
  PENDING_DELETION: 'warning',
};
