import type { PropertyDocument } from '../../contract/properties.ts';
import type { OriginSender } from '../../outbound/origin.ts';
import { error, type Found, type Site, warning } from './findings.ts';

export type OriginDeps = {
  origins: Pick<OriginSender, 'refuses' | 'objectionTo'>;
  publicUrl: string | null;
  nowMs: number;
};

/** Where requests are sent on to. `deployment`: the address that the deployment was set up at. */
export function checkOrigin(
  { origins, publicUrl }: OriginDeps,
  document: PropertyDocument,
  { origin, originPath, signing }: Site,
  deployment: string | null,
): Found[] {
  const path = `${originPath}.url`;
  const refusal = origins.refuses(origin.url);
  if (refusal !== null) return [error(path, refusal)];
  if (origin.url.includes('?')) return [error(path, 'must not have a query')];
  const url = new URL(origin.url);
  const found: Found[] = [];
  if ([publicUrl, deployment].some((own) => own !== null && new URL(own).origin === url.origin)) {
    found.push(error(path, 'is the deployment itself'));
  }
  if (Object.values(document.hostnames).flat().includes(url.hostname)) {
    found.push(error(path, 'leads back to the property'));
  }
  if (signing !== null && origin.passAuthorization) {
    found.push(error(`${originPath}.passAuthorization`, 'cannot be: the signature is sent in that header'));
  }
  if (signing !== null && origin.query === 'pass' && document.s3 === null) {
    found.push(warning(`${originPath}.query`, 'lets clients say in the query what they want of the storage, signed'));
  }
  if (document.s3 !== null && origin.query !== undefined) {
    found.push(warning(`${originPath}.query`, 'says nothing where S3 is spoken'));
  }
  return found;
}

/** Where its name leads to; a name that is refused is an error, one that cannot be looked up just now none. */
export async function checkOriginName({ origins, nowMs }: OriginDeps, { origin, originPath }: Site): Promise<Found[]> {
  if (origins.refuses(origin.url) !== null) return [];
  const objection = await origins.objectionTo(origin.url, nowMs);
  if (objection === null) return [];
  const say = objection.kind === 'refused' ? error : warning;
  return [say(`${originPath}.url`, objection.reason)];
}
