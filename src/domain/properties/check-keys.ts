import type { PropertyDocument } from '../../contract/properties.ts';
import type { Surroundings } from '../../d1/properties/surroundings.ts';
import { error, type Found, type Site, warning } from './findings.ts';

/** The key that requests are signed with: what is another project's looks like what does not exist. */
export function checkKey(
  { keys }: Surroundings,
  project: string,
  { enhancedTls, s3 }: PropertyDocument,
  { signing, signingPath }: Site,
): Found[] {
  if (signing === null) {
    const plain = enhancedTls
      ? [warning('enhancedTls', 'is for keys of the ENHANCED_TLS network, and nothing is signed')]
      : [];
    return s3 === null ? plain : [error(signingPath, 'must name a key: S3 takes nothing that is not signed'), ...plain];
  }
  const path = `${signingPath}.accessKeyVersionGuid`;
  const key = keys.find(({ guid }) => guid === signing.accessKeyVersionGuid);
  if (key?.project !== project) return [error(path, `is no access key version of project ${project}`)];
  const found: Found[] = [];
  if (key.status !== 'ACTIVE') found.push(error(path, `is not active: it is ${key.status}`));
  if (key.securityNetwork === 'ENHANCED_TLS' && !enhancedTls) {
    found.push(error(path, 'is of the ENHANCED_TLS network: the property must be marked enhancedTls'));
  }
  if (key.securityNetwork !== 'ENHANCED_TLS' && enhancedTls) {
    found.push(
      warning('enhancedTls', `is for keys of the ENHANCED_TLS network; this one is of ${key.securityNetwork}`),
    );
  }
  return found;
}
