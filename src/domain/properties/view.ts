import { Buffer } from 'node:buffer';
import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Activation, Property, PropertyDocument, PropertyVersion } from '../../contract/properties.ts';
import { sha256 } from '../../crypto/digest.ts';
import type {
  ActivationRecord,
  ActiveRecord,
  FoundProperty,
  PropertyRecord,
  VersionRecord,
} from '../../d1/properties/records.ts';
import type { Findings } from './findings.ts';

/** A property as people see it. */
export function viewProperty({ property, active }: FoundProperty): Property {
  return {
    id: formatId('prp', property.id),
    project: property.project,
    name: property.name,
    latestVersion: property.latestVersion,
    active: Object.fromEntries(active.map(({ environment, version }) => [environment, version])),
    createdBy: property.createdBy,
    createdAt: formatInstant(property.createdAt),
  };
}

/** A version of it without the document. */
export function viewVersionRow(
  row: Omit<VersionRecord, 'document'>,
  active: readonly ActiveRecord[],
): Omit<PropertyVersion, 'document' | 'errors' | 'warnings'> {
  return {
    propertyId: formatId('prp', row.propertyId),
    version: row.version,
    note: row.note,
    editable: row.firstActivatedAt === null,
    active: active.filter(({ version }) => version === row.version).map(({ environment }) => environment),
    createdBy: row.createdBy,
    createdAt: formatInstant(row.createdAt),
    changedAt: formatInstant(row.changedAt),
  };
}

export function viewVersion(
  record: VersionRecord,
  active: readonly ActiveRecord[],
  findings: Findings,
): PropertyVersion {
  return { ...viewVersionRow(record, active), document: record.document, ...findings };
}

export function viewActivation(
  property: PropertyRecord,
  record: ActivationRecord,
  active: readonly ActiveRecord[],
): Activation {
  const propertyId = formatId('prp', property.id);
  const activationId = formatId('atv', record.id);
  return {
    activationId,
    activationLink: `/v1/properties/${propertyId}/activations?id=${activationId}`,
    propertyId,
    propertyName: property.name,
    type: record.type,
    version: record.version,
    environment: record.environment,
    current: active.some((row) => row.environment === record.environment && row.activationId === record.id),
    notify: record.notify,
    note: record.note,
    createdBy: record.createdBy,
    createdAt: formatInstant(record.createdAt),
  };
}

/**
 * A version as the audit trail keeps it: documents are large, and stay with their versions. The digest is of the document
 * as JSON, in the form that it is kept in.
 */
export function auditedVersion(name: string, { version, note, document }: VersionRecord): object {
  return { name, version, note, document: digestOf(document) };
}

export function digestOf(document: PropertyDocument): string {
  return `sha256:${Buffer.from(sha256(JSON.stringify(document))).toString('hex')}`;
}
