import { formatGrant } from '../../../../src/contract/grant-words.ts';
import type { Word } from '../../../parts/command-line.tsx';
import type { CreateTokenBody } from './body.ts';

/** `jeton token create …`, for the same token. */
export function commandOf(body: CreateTokenBody): Word[] {
  const { name, type, projects = [], environments = [], clients = [], allowedIps = [], allowedOrigins = [] } = body;
  // A name that looks like a flag stands where none can.
  const dashed = name.startsWith('-');
  return [
    'token',
    'create',
    !dashed && (name || 'NAME'),
    type !== 'access' && ['--type', type],
    projects.map((project) => ['--project', project]),
    environments.map((environment) => ['--environment', environment]),
    (body.grants ?? []).map((grant) => {
      const short = formatGrant(grant);
      return short.includes(':') ? ['--grant', short] : ['--namespace', short];
    }),
    clients.map((client) => ['--client', client]),
    allowedIps.map((block) => ['--allow-ip', block]),
    allowedOrigins.map((origin) => ['--allow-origin', origin]),
    body.notBefore && ['--not-before', body.notBefore],
    body.dpopKey && ['--dpop-key', body.dpopKey],
    body.format && ['--format', body.format],
    (body.audience ?? []).map((audience) => ['--audience', audience]),
    body.s3 && '--s3',
    body.retrievable && '--retrievable',
    body.owner && ['--owner', body.owner],
    body.description && ['--description', body.description],
    body.expires && ['--expires', body.expires],
    dashed && ['--', name],
  ];
}
