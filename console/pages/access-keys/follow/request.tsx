import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import type { Tone } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { refetchAccessKeys, requestOf } from '../api.ts';
import { Panel } from './panel.tsx';

type Request = Schemas['AccessKeyRequest'];

const TONES: Record<Request['processingStatus'], Tone> = { IN_PROGRESS: 'note', DONE: 'good', FAILED: 'bad' };

/** Follows the request for a key, or a version of one, to its end. */
export function FollowedRequest({ id, onDismiss }: { id: string; onDismiss: () => void }) {
  const { data, error, refetch } = useQuery(requestOf(id));
  const status = data?.processingStatus;
  useEffect(() => {
    if (status === 'DONE' || status === 'FAILED') refetchAccessKeys();
  }, [status]);
  if (data === undefined) {
    return error ? (
      <Problem error={error} title="What became of the request is not known" onRetry={refetch} />
    ) : (
      <Loading label="Asking what became of the request" />
    );
  }
  return (
    <Panel
      label={`The request ${id}`}
      state={data.processingStatus}
      tone={TONES[data.processingStatus]}
      pending={status === 'IN_PROGRESS'}
      onDismiss={onDismiss}
    >
      <Words request={data} />
    </Panel>
  );
}

function Words({ request }: { request: Request }) {
  const { processingStatus, reason, accessKeyVersion, request: asked } = request;
  const what = asked === null ? 'The version' : `The access key ${asked.accessKeyName}`;
  switch (processingStatus) {
    case 'IN_PROGRESS':
      return <p>{what} is being activated: a second or two, ten minutes at the most. You need not wait here.</p>;
    case 'FAILED':
      return (
        <p>
          {what} was not added: {reason ?? 'no reason was given'}. Nothing is left of it; its name and its place are
          free again. Mend what was wrong, and ask anew.
        </p>
      );
    case 'DONE':
      return (
        <p>
          {what} is active in all environments{accessKeyVersion && `, as version ${accessKeyVersion.version}`}.{' '}
          {asked !== null && accessKeyVersion && (
            <Link to="/access-keys/$uid" params={{ uid: accessKeyVersion.accessKeyUid }}>
              Open {asked.accessKeyName}
            </Link>
          )}
        </p>
      );
  }
}
