import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Link } from '../../../parts/link.tsx';
import { Section } from '../../../parts/section.tsx';
import { When } from '../../../parts/when.tsx';
import { Deactivate } from '../activate/deactivate.tsx';
import { latestActivation, oneVersion } from '../api.ts';
import { By } from '../by.tsx';
import { documentOf, type PropertyDocument, siteOf, type Version } from '../document/document.ts';
import { KeyName } from '../document/key-name.tsx';
import { originInWords } from '../document/words.ts';
import type { PartProps } from '../property.tsx';
import styles from './environments.module.css';
import { Requests } from './requests.tsx';
import { Spreading } from './spreading.tsx';

/** One environment: which version it runs since when, and how it is reached; or what it would run. */
export function Environment({
  name,
  property,
  latest,
  view,
  mayUpdate,
}: PartProps & { name: string; latest: Version }) {
  const { id, active, latestVersion } = property;
  const number = Object.hasOwn(active, name) ? active[name] : undefined;
  const { data: running } = useQuery({ ...oneVersion(id, number ?? 0), enabled: number !== undefined });
  const { data: change } = useQuery(latestActivation(id, name));
  const [leaving, setLeaving] = useState(false);
  const shown = number === undefined ? latest : running;
  return (
    <Section
      title={name}
      actions={
        mayUpdate && (
          <>
            <Button variant={number === undefined ? 'primary' : 'plain'} onClick={() => view.ask(name, latestVersion)}>
              {number === undefined ? `Activate in ${name} …` : 'Activate another version …'}
            </Button>
            {number !== undefined && <Button onClick={() => setLeaving(true)}>Deactivate …</Button>}
          </>
        )
      }
    >
      <Facts
        facts={[
          [
            'Runs',
            <span key="runs" className={styles.title}>
              {number === undefined ? <Badge>nothing</Badge> : <Badge tone="good">version {number}</Badge>}
              {number !== undefined && number < latestVersion && (
                <Link to="/properties/$id" params={{ id }} search={comparing(number, latestVersion, name)}>
                  version {latestVersion} is newer
                </Link>
              )}
              {change && <Spreading change={change} />}
            </span>,
          ],
          [
            number === undefined ? 'Deactivated' : 'Since',
            change && (
              <>
                <When at={change.createdAt} />, by <By who={change.createdBy} />
              </>
            ),
          ],
          ['Note', change?.note],
          ...(shown ? factsOf(documentOf(shown), name) : []),
        ]}
      />
      {shown && <Requests property={property} environment={name} document={documentOf(shown)} />}
      <Deactivate property={property} environment={name} open={leaving} onClose={() => setLeaving(false)} />
    </Section>
  );
}

function factsOf(document: PropertyDocument, environment: string) {
  const { hostnames, origin, signing } = siteOf(document, environment);
  return [
    [
      'Hostnames',
      <ul key="hostnames" className={styles.hosts}>
        {hostnames.map((hostname) => (
          <li key={hostname}>
            <code>{hostname}</code>
          </li>
        ))}
      </ul>,
    ],
    ['Goes on to', <code key="origin">{originInWords(origin)}</code>],
    ['Signed with', signing && <KeyName signing={signing} />],
  ] as const;
}

function comparing(from: number, to: number, environment: string) {
  return { tab: 'compare', from: String(from), to: String(to), environment };
}
