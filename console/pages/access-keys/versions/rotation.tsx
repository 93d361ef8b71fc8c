import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Badge } from '../../../parts/badge.tsx';
import { Section } from '../../../parts/section.tsx';
import { usesOf, type Version } from '../api.ts';
import { MAX_VERSIONS } from '../words.ts';
import styles from './versions.module.css';

/** How a key is changed while requests go on, as a story in three steps, and how far it has come. */
export function Rotation({ uid, versions, add }: { uid: string; versions: readonly Version[]; add: ReactNode }) {
  const [older, newer] = [...versions].sort((one, other) => one.version - other.version);
  const step = useStep(uid, versions);
  return (
    <Section
      title="To change the key without an outage"
      hint="Leave the old credential alone in the cloud until the last step is done."
    >
      <ol className={styles.story}>
        <Step number={1} title="Add a version" step={step}>
          <p>
            Make a second credential in the cloud, and add it here. Both versions are good; nobody signs with the new
            one yet.
          </p>
          {step === 1 && add}
        </Step>
        <Step number={2} title="Activate it in each property" step={step}>
          <p>
            Save a version of the property that names the new guid, and activate it.{' '}
            {step === 2 && older && newer
              ? `It is that of version ${newer.version}, above. What is listed with version ${older.version} still signs with the old one.`
              : 'To go back, activate the version before.'}
          </p>
        </Step>
        <Step number={3} title="Delete the old version" step={step}>
          <p>
            {step === 3 && older
              ? `Nothing signs with version ${older.version} any more. Delete it; once it is gone, delete its credential in the cloud.`
              : 'It can be deleted when no active property signs with it. Then delete its credential in the cloud.'}
          </p>
        </Step>
      </ol>
    </Section>
  );
}

type StepProps = { number: number; title: string; step: number; children: ReactNode };

function Step({ number, title, step, children }: StepProps) {
  return (
    <li className={styles.step} aria-current={number === step ? 'step' : undefined}>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
      <div>
        <h3>
          {title} {number === step && <Badge tone="note">Next</Badge>}
        </h3>
        {children}
      </div>
    </li>
  );
}

/** With one version a second is to be added; with two, the older one is to be let go, and deleted when nothing uses it. */
function useStep(uid: string, versions: readonly Version[]): number {
  const isRotating = versions.length === MAX_VERSIONS && versions.every((one) => one.deploymentStatus === 'ACTIVE');
  const oldest = Math.min(...versions.map(({ version }) => version));
  const { data } = useQuery({ ...usesOf(uid, oldest), enabled: isRotating });
  if (!isRotating) return versions.length < MAX_VERSIONS ? 1 : 0;
  if (data === undefined) return 0;
  return data.length > 0 ? 2 : 3;
}
