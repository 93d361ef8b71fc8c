import type { PropertyDocument } from '../../contract/properties.ts';
import { error, type Found, type Site, warning } from './findings.ts';

/** A property that speaks S3 does so at all of its hostnames, and does nothing else. */
export function checkS3({ s3, rules, cors, clientKeys }: PropertyDocument, sites: readonly Site[]): Found[] {
  if (s3 === null) return [];
  const found: Found[] = [];
  const others = { rules: rules.length > 0, cors: cors !== null, clientKeys: clientKeys !== null };
  for (const [field, is] of Object.entries(others)) {
    if (is) found.push(error(field, 'cannot be where S3 is spoken: it has the whole hostname'));
  }
  const names = s3.buckets.map(({ name }) => name);
  const atOrigin = s3.buckets.map(({ name, originBucket }) => originBucket ?? name);
  for (const [at, { name }] of s3.buckets.entries()) {
    const path = `s3.buckets[${at}]`;
    if (names.indexOf(name) !== at) found.push(error(`${path}.name`, `is ${name} again`));
    const behind = atOrigin[at] ?? name;
    if (atOrigin.indexOf(behind) !== at) {
      found.push(error(`${path}.originBucket`, `is ${behind} again: grants on one would be grants on the other`));
    }
    if (name.includes('.')) {
      found.push(warning(`${path}.name`, 'has a dot: no certificate for all buckets covers it as a host name'));
    }
  }
  if (s3.style === 'virtual') {
    const address = sites.find(({ origin }) => /^https?:\/\/(?:\[|[\d.]+(?:[:/]|$)|localhost)/.test(origin.url));
    if (address)
      found.push(error('s3.style', `cannot be virtual: ${address.originPath}.url has no name to put a bucket before`));
  }
  return found;
}
