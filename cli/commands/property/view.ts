import type { Activation, Property, PropertyVersion } from '../../../src/contract/properties.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';
import { environmentsInWords } from '../access-key/view.ts';

const PROPERTY_COLUMNS: readonly Column<Property>[] = [
  { title: 'id', of: (property) => property.id },
  { title: 'name', of: (property) => property.name },
  { title: 'project', of: (property) => property.project },
  { title: 'latest version', of: (property) => String(property.latestVersion) },
  { title: 'active', of: ({ active }) => environmentsInWords(active) },
  { title: 'created', of: (property) => property.createdAt },
  { title: 'by', of: (property) => property.createdBy },
];

/** How properties look. */
export const PROPERTY_VIEW: View<Property> = {
  noun: 'property',
  plural: 'properties',
  essence: (property) => property.id,
  columns: PROPERTY_COLUMNS,
  card: PROPERTY_COLUMNS,
};

/** What a list tells of a version: its document is left out. */
export type ListedVersion = Omit<PropertyVersion, 'document' | 'errors' | 'warnings'>;

const VERSION_COLUMNS: readonly Column<ListedVersion>[] = [
  { title: 'property', of: (version) => version.propertyId },
  { title: 'version', of: ({ version }) => String(version) },
  { title: 'active', of: ({ active }) => active.join(',') },
  { title: 'editable', of: ({ editable }) => (editable ? 'yes' : 'no') },
  { title: 'note', of: ({ note }) => note ?? '' },
  { title: 'created', of: (version) => version.createdAt },
  { title: 'changed', of: (version) => version.changedAt },
  { title: 'by', of: (version) => version.createdBy },
];

/** How versions of properties look. */
export const VERSION_VIEW: View<ListedVersion> = {
  noun: 'version',
  essence: ({ version }) => String(version),
  columns: VERSION_COLUMNS,
  card: VERSION_COLUMNS,
};

const ACTIVATION_COLUMNS: readonly Column<Activation>[] = [
  { title: 'id', of: (activation) => activation.activationId },
  { title: 'property', of: (activation) => activation.propertyId },
  { title: 'name', of: (activation) => activation.propertyName },
  { title: 'type', of: ({ type }) => type },
  { title: 'version', of: ({ version }) => String(version) },
  { title: 'environment', of: ({ environment }) => environment },
  { title: 'current', of: ({ current }) => (current ? 'yes' : '') },
  { title: 'told', of: ({ notify }) => notify.join(',') },
  { title: 'note', of: ({ note }) => note ?? '' },
  { title: 'created', of: (activation) => activation.createdAt },
  { title: 'by', of: (activation) => activation.createdBy },
];

/** How activations look. */
export const ACTIVATION_VIEW: View<Activation> = {
  noun: 'activation',
  essence: (activation) => activation.activationId,
  columns: ACTIVATION_COLUMNS,
  card: ACTIVATION_COLUMNS,
};
