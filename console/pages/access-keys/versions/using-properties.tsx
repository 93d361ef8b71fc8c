import type { Schemas } from '../../../../client/api/index.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import styles from './versions.module.css';

/** Properties that sign with a version, and what of each is active where. */
export function UsingProperties({ properties }: { properties: readonly Schemas['UsingProperty'][] }) {
  if (properties.length === 0) return <p>No active property signs with it.</p>;
  return (
    <ul className={styles.uses}>
      {properties.map(({ propertyId, propertyName, environments }) => (
        <li key={propertyId}>
          <Link to="/properties/$id" params={{ id: propertyId }}>
            {propertyName}
          </Link>
          {Object.entries(environments).map(([environment, version]) => (
            <Badge key={environment} tone="good">
              {environment}: version {version}
            </Badge>
          ))}
        </li>
      ))}
    </ul>
  );
}
