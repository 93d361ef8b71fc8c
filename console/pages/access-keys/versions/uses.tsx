import { useQuery } from '@tanstack/react-query';
import { Problem } from '../../../parts/problem.tsx';
import { usesOf, type Version } from '../api.ts';
import { UsingProperties } from './using-properties.tsx';

/** Which active properties sign with a version, at this moment. */
export function Uses({ version: { accessKeyUid, version } }: { version: Version }) {
  const { data, error, refetch } = useQuery(usesOf(accessKeyUid, version));
  if (error) return <Problem error={error} onRetry={refetch} />;
  return data === undefined ? <span>…</span> : <UsingProperties properties={data} />;
}
