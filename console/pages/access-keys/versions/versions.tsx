import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Section } from '../../../parts/section.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import type { Version } from '../api.ts';
import { MAX_VERSIONS } from '../words.ts';
import { DeleteVersion } from './delete-version.tsx';
import { VersionCard } from './version-card.tsx';
import styles from './versions.module.css';

type VersionsProps = {
  uid: string;
  versions: readonly Version[];
  mayDelete: boolean;
  onLookup: (id: string) => unknown;
};

/** The versions of a key, as they come and go. */
export function Versions({ uid, versions, mayDelete, onLookup }: VersionsProps) {
  const [leaving, setLeaving] = useState<number | null>(null);
  const { mutate: lookUp } = useMutation({
    mutationFn: (version: number) => ask(jeton.createAccessKeyLookup({ body: { accessKeyUid: uid, version } })),
    onSuccess: ({ lookupId }) => onLookup(lookupId),
    onError: (error) => toast.failed('Nothing is looked up', error),
  });
  const shown = versions.find(({ version }) => version === leaving);
  return (
    <Section
      title="Versions"
      hint={`A credential each, ${MAX_VERSIONS} at the most. A property names the one that it signs with by its guid.`}
    >
      <States versions={versions} />
      <div className={styles.cards}>
        {versions.map((version) => (
          <VersionCard
            key={version.version}
            version={version}
            mayDelete={mayDelete}
            onDelete={() => setLeaving(version.version)}
            onLookUp={() => lookUp(version.version)}
          />
        ))}
      </div>
      <CommandLine words={['access-key', 'versions', uid]} />
      {shown && <DeleteVersion version={shown} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

/** Says what is on its way in or out, and what is gone. */
function States({ versions }: { versions: readonly Version[] }) {
  const gone = useGone(versions.map(({ version }) => version));
  const sentences = versions.flatMap(({ version, deploymentStatus }) => {
    if (deploymentStatus === 'ACTIVE') return [];
    return [
      deploymentStatus === 'PENDING_ACTIVATION'
        ? `Version ${version} is being activated.`
        : `Version ${version} is being deleted: secret and all, it is gone within five minutes.`,
    ];
  });
  return (
    <div role="status" className={styles.states}>
      {[...sentences, ...gone.map((version) => `Version ${version} is gone.`)].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {versions.length === 0 && gone.length === 0 && <p>No version is left: nothing can sign with this key.</p>}
    </div>
  );
}

/** The numbers that were among these, since the page was opened, and are no longer. */
function useGone(present: readonly number[]): number[] {
  const [seen, setSeen] = useState(present);
  const missing = present.filter((version) => !seen.includes(version));
  useEffect(() => {
    if (missing.length > 0) setSeen((before) => [...before, ...missing]);
  });
  return seen.filter((version) => !present.includes(version));
}
