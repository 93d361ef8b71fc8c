import { CircleAlert } from 'lucide-react';
import styles from './create.module.css';
import type { FieldErrors } from './draft.ts';

/** A link that does not say all that it should. What could not be read is not guessed. */
export function Damage({ damage }: { damage: FieldErrors }) {
  const fields = Object.entries(damage);
  if (fields.length === 0) return null;
  return (
    <div className={styles.damage} role="alert">
      <CircleAlert aria-hidden size={18} />
      <div>
        <strong>This link is damaged</strong>
        <p>Was all of it copied? Correct what is marked below, or ask for the link again.</p>
        <ul>
          {fields.map(([field, words]) => (
            <li key={field}>
              {NAMES[field] ?? field}: {words}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const NAMES: Record<string, string> = {
  type: 'Type',
  name: 'Name',
  description: 'Description',
  projects: 'Project',
  environments: 'Environment',
  grants: 'Grants',
  owner: 'Owner',
  expires: 'End',
  clients: 'Allowed clients',
  allowedIps: 'Allowed addresses',
  allowedOrigins: 'Allowed origins',
  notBefore: 'Not before',
  dpopKey: 'Key of its holder',
  format: 'Format',
  s3: 'S3',
  audience: 'Audience',
  retrievable: 'Retrievable',
};
