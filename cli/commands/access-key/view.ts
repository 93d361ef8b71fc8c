import type {
  AccessKey,
  AccessKeyRequest,
  AccessKeyVersion,
  UsingProperty,
} from '../../../src/contract/access-keys.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const KEY_COLUMNS: readonly Column<AccessKey>[] = [
  { title: 'uid', of: (key) => key.accessKeyUid },
  { title: 'name', of: (key) => key.accessKeyName },
  { title: 'project', of: (key) => key.project },
  { title: 'method', of: (key) => key.authenticationMethod },
  { title: 'network', of: ({ networkConfiguration }) => networkInWords(networkConfiguration) },
  { title: 'latest version', of: (key) => String(key.latestVersion) },
  { title: 'note', of: (key) => key.note ?? '' },
  { title: 'created', of: (key) => key.createdTime },
  { title: 'by', of: (key) => key.createdBy },
];

/** How access keys look. */
export const KEY_VIEW: View<AccessKey> = {
  noun: 'access key',
  essence: (key) => key.accessKeyUid,
  columns: KEY_COLUMNS,
  card: KEY_COLUMNS,
};

const VERSION_COLUMNS: readonly Column<AccessKeyVersion>[] = [
  { title: 'uid', of: (version) => version.accessKeyUid },
  { title: 'version', of: ({ version }) => String(version) },
  { title: 'status', of: (version) => version.deploymentStatus },
  { title: 'guid', of: (version) => version.versionGuid },
  { title: 'cloud key id', of: (version) => version.cloudAccessKeyId },
  { title: 'created', of: (version) => version.createdTime },
  { title: 'by', of: (version) => version.createdBy },
];

/** How versions of access keys look; a property names one by its guid. */
export const VERSION_VIEW: View<AccessKeyVersion> = {
  noun: 'version',
  essence: (version) => version.versionGuid,
  columns: VERSION_COLUMNS,
  card: VERSION_COLUMNS,
};

/** How the record of a request looks. */
export const REQUEST_VIEW: Pick<View<AccessKeyRequest>, 'card' | 'essence'> = {
  essence: (request) => request.processingStatus,
  card: [
    { title: 'request', of: (request) => request.requestId },
    { title: 'status', of: (request) => request.processingStatus },
    { title: 'reason', of: ({ reason }) => reason ?? '' },
    { title: 'access key', of: ({ accessKeyVersion }) => accessKeyVersion?.accessKeyUid ?? '' },
    { title: 'version', of: ({ accessKeyVersion }) => accessKeyVersion?.version.toString() ?? '' },
    { title: 'name', of: ({ request }) => request?.accessKeyName ?? '' },
    { title: 'project', of: ({ request }) => request?.project ?? '' },
    { title: 'method', of: ({ request }) => request?.authenticationMethod ?? '' },
    { title: 'network', of: ({ request }) => (request === null ? '' : networkInWords(request.networkConfiguration)) },
    { title: 'requested', of: (request) => request.requestDate },
    { title: 'by', of: (request) => request.requestedBy },
  ],
};

/** How the properties look that sign with a version. */
export const USING_COLUMNS: readonly Column<UsingProperty>[] = [
  { title: 'property', of: (using) => using.propertyId },
  { title: 'name', of: (using) => using.propertyName },
  { title: 'active', of: ({ environments }) => environmentsInWords(environments) },
];

function networkInWords({ securityNetwork, additionalCdn }: AccessKey['networkConfiguration']): string {
  return additionalCdn === null ? securityNetwork : `${securityNetwork} ${additionalCdn}`;
}

/** Which version is active where: `production 3, staging 4`. */
export function environmentsInWords(environments: Readonly<Record<string, number>>): string {
  return Object.entries(environments)
    .map(([environment, version]) => `${environment} ${version}`)
    .join(', ');
}
