import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../client/api/index.ts';
import type { Tone } from '../../../parts/badge.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { lookupOf } from '../api.ts';
import { UsingProperties } from '../versions/using-properties.tsx';
import { Panel } from './panel.tsx';

type Lookup = Schemas['AccessKeyLookup'];

const TONES: Record<Lookup['lookupStatus'], Tone> = { SUBMITTED: 'note', COMPLETE: 'good', ERROR: 'bad' };

/** Follows a lookup, the way in which programs ask which properties sign with a version. */
export function FollowedLookup({ id, onDismiss }: { id: string; onDismiss: () => void }) {
  const { data, error, refetch } = useQuery(lookupOf(id));
  if (data === undefined) {
    return error ? (
      <Problem error={error} title="What the lookup found is not known" onRetry={refetch} />
    ) : (
      <Loading label="Asking what the lookup found" />
    );
  }
  const { lookupStatus, properties } = data;
  return (
    <Panel
      label={`The lookup ${id}`}
      state={lookupStatus}
      tone={TONES[lookupStatus]}
      pending={lookupStatus === 'SUBMITTED'}
      onDismiss={onDismiss}
    >
      {lookupStatus === 'SUBMITTED' && <p>It is being looked up which properties sign with the version.</p>}
      {lookupStatus === 'ERROR' && <p>The lookup failed. Start another.</p>}
      {lookupStatus === 'COMPLETE' && <UsingProperties properties={properties ?? []} />}
    </Panel>
  );
}
