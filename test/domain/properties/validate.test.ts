import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/contract/properties.ts';
import { validate } from '../../../src/domain/properties/validate.ts';
import { createTestApp, setUpAdmin } from '../../support/app.ts';
import {
  activate,
  addKeyVersion,
  documentOf,
  type Json,
  keptDocument,
  makeProperty,
  PUBLIC_ORIGIN,
  resolving,
} from '../../support/properties.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
const keys = { good: '', enhanced: '', pending: '', foreign: '' };

beforeAll(async () => {
  const admin = await setUpAdmin(test);
  for (const project of ['web', 'app']) await addProject(project);
  keys.good = await addKeyVersion();
  keys.enhanced = await addKeyVersion({ network: 'ENHANCED_TLS' });
  keys.pending = await addKeyVersion({ status: 'PENDING_ACTIVATION' });
  keys.foreign = await addKeyVersion({ project: 'app' });
  const { id } = await makeProperty(
    test,
    admin,
    documentOf({ hostnames: { production: ['held.example.com'] } }),
    'app',
  );
  await activate(test, admin, id);
  resolving(test, {
    'origin.example.org': ['93.184.216.34'],
    'inside.example.org': ['10.0.0.1'],
    'mute.example.org': null,
  });
});

const look = (changes: Json, environment: string | null = null) => {
  const { services, nowMs } = test;
  const of = { id: null, project: 'web' };
  return validate({ ...services, nowMs }, of, keptDocument(changes), { environment, names: true });
};
const lines = (findings: readonly Finding[]) => findings.map(({ path, message }) => `${path} ${message}`);

const tokens = (rest: Json = {}) => ({ by: 'token', ...rest });
const rule = (access: Json, rest: Json = {}) => ({ paths: ['/*'], access, ...rest });
const needs = (name: string, action = 'read', rest: Json = {}) =>
  tokens({ requires: [{ resource: 'album', name, action }], ...rest });
const at = (hostname: string) => ({ hostnames: { production: [hostname] } });
const signedBy = (key: keyof typeof keys) => ({ signing: { accessKeyVersionGuid: keys[key] } });
const s3 = (buckets: Json[], rest: Json = {}) => ({ ...signedBy('good'), rules: [], s3: { buckets, ...rest } });

type Case = [what: string, changes: () => Json, finding: string];

const ERRORS: Case[] = [
  [
    'an environment that is not there',
    () => ({ hostnames: { nosuch: ['a.example.com'] } }),
    'hostnames.nosuch names no environment',
  ],
  [
    'an origin for one that is not',
    () => ({ environments: { nosuch: {} } }),
    'environments.nosuch names no environment',
  ],
  ['no hostname at all', () => ({ hostnames: {} }), 'hostnames names none: nothing would lead to the property'],
  ['the name it was set up at', () => at('jeton.test'), "hostnames.production[0] jeton.test is the deployment's own"],
  [
    'a name of workers.dev',
    () => at('jeton.me.workers.dev'),
    "hostnames.production[0] jeton.me.workers.dev is the deployment's own",
  ],
  [
    'a name of this machine',
    () => at('files.localhost'),
    "hostnames.production[0] files.localhost is this machine's own; ORIGINS_TO_LOOPBACK lets it be used",
  ],
  ['an address', () => at('192.0.2.1'), 'hostnames.production[0] 192.0.2.1 is an address'],
  [
    'what a URL reads as an address',
    () => at('192.0.2.0x1'),
    'hostnames.production[0] 192.0.2.0x1 is no name that a URL can hold',
  ],
  [
    'one name twice',
    () => ({ hostnames: { production: ['a.example.com'], staging: ['b.example.com', 'a.example.com'] } }),
    'hostnames.staging[1] a.example.com stands in the document more than once',
  ],
  [
    'a bucket that has the name of another host',
    () => ({ ...s3([{ name: 'assets' }]), hostnames: { production: ['example.com', 'assets.example.com'] } }),
    'hostnames.production[1] assets.example.com stands in the document more than once',
  ],
  [
    'a bucket that has the name of the deployment',
    () => ({ ...s3([{ name: 'jeton' }]), ...at('workers.dev') }),
    "hostnames.production[0] jeton.workers.dev is the deployment's own",
  ],
  [
    'more names than may have copies',
    () => ({
      ...s3(Array.from({ length: 60 }, (_, i) => ({ name: `bucket-${i}` }))),
      hostnames: { production: Array.from({ length: 10 }, (_, i) => `h${i}.example.com`) },
    }),
    'hostnames.production lead to 610 names with those of the buckets; there may be 500',
  ],
  [
    'an origin over http',
    () => ({ origin: { url: 'http://origin.example.org' } }),
    'origin.url must begin with https://',
  ],
  [
    'an origin with a query',
    () => ({ origin: { url: 'https://origin.example.org/?a' } }),
    'origin.url must not have a query',
  ],
  [
    'an origin with a fragment',
    () => ({ origin: { url: 'https://origin.example.org/#a' } }),
    'origin.url must not have a fragment',
  ],
  [
    'an origin with a password',
    () => ({ origin: { url: 'https://a:b@origin.example.org' } }),
    'origin.url must not hold a user name or password',
  ],
  [
    'an origin at a private address',
    () => ({ origin: { url: 'https://192.168.0.1' } }),
    'origin.url must not lead to a private or reserved address',
  ],
  [
    'an origin whose name leads to one',
    () => ({ origin: { url: 'https://inside.example.org' } }),
    'origin.url inside.example.org resolves to 10.0.0.1, which is not a public address',
  ],
  [
    'the origin of one environment',
    () => ({ environments: { production: { origin: { url: 'ftp://a.example' } } } }),
    'environments.production.origin.url must begin with https://',
  ],
  [
    'the deployment as its origin',
    () => ({ origin: { url: 'https://jeton.test/v1' } }),
    'origin.url must name a host on the public Internet',
  ],
  [
    'itself as its origin',
    () => ({ ...at('self.example.com'), origin: { url: 'https://self.example.com' } }),
    'origin.url leads back to the property',
  ],
  [
    'a key that is not there',
    () => ({ signing: { accessKeyVersionGuid: crypto.randomUUID() } }),
    'signing.accessKeyVersionGuid is no access key version of project web',
  ],
  [
    'a key of another project',
    () => signedBy('foreign'),
    'signing.accessKeyVersionGuid is no access key version of project web',
  ],
  [
    'a key that is not active',
    () => signedBy('pending'),
    'signing.accessKeyVersionGuid is not active: it is PENDING_ACTIVATION',
  ],
  [
    'a key of ENHANCED_TLS',
    () => signedBy('enhanced'),
    'signing.accessKeyVersionGuid is of the ENHANCED_TLS network: the property must be marked enhancedTls',
  ],
  [
    'a signature and the token in one header',
    () => ({ ...signedBy('good'), origin: { url: PUBLIC_ORIGIN, passAuthorization: true } }),
    'origin.passAuthorization cannot be: the signature is sent in that header',
  ],
  ['no rule', () => ({ rules: [] }), 'rules are none: nothing would be let through'],
  [
    'client keys without any',
    () => ({ rules: [rule({ by: 'clientKey' })] }),
    'rules[0].access takes client keys, and the property has none',
  ],
  [
    'one name twice in a path',
    () => ({ rules: [rule(tokens(), { paths: ['/{a}/{a}'] })] }),
    'rules[0].paths[0] has {a} more than once',
  ],
  [
    'a name that one of the paths lacks',
    () => ({ rules: [rule(needs('{album}'), { paths: ['/{album}/*', '/all'] })] }),
    'rules[0].access.requires[0].name takes {album} from the path, and /all has none',
  ],
  [
    'half a name',
    () => ({ rules: [rule(needs('{album'))] }),
    'rules[0].access.requires[0].name has a brace that encloses no name',
  ],
  [
    'what frontend tokens never hold',
    () => ({ rules: [rule(needs('a', 'write'))] }),
    'rules[0].access.requires[0].action is write, which frontend tokens cannot hold; leave them out of types',
  ],
  [
    'a page with a path',
    () => ({ cors: { origins: ['https://shop.example/'] } }),
    'cors.origins[0] must be * or an origin such as https://shop.example, without a path',
  ],
  [
    'a key in a header of the connection',
    () => ({ clientKeys: { header: 'Connection', keys: ['k'] } }),
    "clientKeys.header cannot be Connection: it is not the client's to choose",
  ],
  [
    'a key in a header of ours',
    () => ({ clientKeys: { header: 'Jeton-Owner', keys: ['k'] } }),
    "clientKeys.header cannot be Jeton-Owner: it is not the client's to choose",
  ],
  [
    'a token among the keys',
    () => ({ clientKeys: { keys: [`web:production.jtn_${'0'.repeat(64)}`] } }),
    'clientKeys.keys[0] is a token; client keys are no secret',
  ],
  [
    'S3 without a key',
    () => ({ ...s3([{ name: 'assets' }]), signing: null }),
    'signing must name a key: S3 takes nothing that is not signed',
  ],
  [
    'S3 without a key in one environment',
    () => ({ ...s3([{ name: 'assets' }]), environments: { production: { signing: null } } }),
    'environments.production.signing must name a key: S3 takes nothing that is not signed',
  ],
  [
    'S3 with rules',
    () => ({ ...s3([{ name: 'assets' }]), rules: [rule(tokens())] }),
    'rules cannot be where S3 is spoken: it has the whole hostname',
  ],
  [
    'S3 with CORS',
    () => ({ ...s3([{ name: 'assets' }]), cors: { origins: ['*'] } }),
    'cors cannot be where S3 is spoken: it has the whole hostname',
  ],
  [
    'S3 with client keys',
    () => ({ ...s3([{ name: 'assets' }]), clientKeys: { keys: ['k'] } }),
    'clientKeys cannot be where S3 is spoken: it has the whole hostname',
  ],
  [
    'one bucket twice',
    () =>
      s3([
        { name: 'assets', originBucket: 'a-1' },
        { name: 'assets', originBucket: 'a-2' },
      ]),
    's3.buckets[1].name is assets again',
  ],
  [
    'one bucket under two names',
    () => s3([{ name: 'assets' }, { name: 'other', originBucket: 'assets' }]),
    's3.buckets[1].originBucket is assets again: grants on one would be grants on the other',
  ],
  [
    'buckets before an address',
    () => s3([{ name: 'assets' }], { style: 'virtual' }),
    's3.style cannot be virtual: origin.url has no name to put a bucket before',
  ],
];

const open = rule({ by: 'open' });
const WARNINGS: Case[] = [
  [
    'a name that another holds',
    () => at('held.example.com'),
    'hostnames.production[0] held.example.com is of another property at present; it must be let go before it can be had here',
  ],
  [
    'an environment without a name',
    () => ({ environments: { staging: {} } }),
    'environments.staging has no hostname: the property cannot be active there',
  ],
  [
    'an origin that DNS says nothing of',
    () => ({ origin: { url: 'https://mute.example.org' } }),
    'origin.url DNS gave no answer for mute.example.org',
  ],
  [
    'what is signed for anybody',
    () => ({ ...signedBy('good'), rules: [open] }),
    'rules[0].access is open to anybody, and what they ask for is signed with your key',
  ],
  [
    'a query that is signed',
    () => ({ ...signedBy('good'), origin: { url: PUBLIC_ORIGIN, query: 'pass' } }),
    'origin.query lets clients say in the query what they want of the storage, signed',
  ],
  [
    'a query where S3 is spoken',
    () => ({ ...s3([{ name: 'assets' }]), origin: { url: PUBLIC_ORIGIN, query: 'drop' } }),
    'origin.query says nothing where S3 is spoken',
  ],
  [
    'enhancedTls without a key',
    () => ({ enhancedTls: true }),
    'enhancedTls is for keys of the ENHANCED_TLS network, and nothing is signed',
  ],
  [
    'enhancedTls with another key',
    () => ({ enhancedTls: true, ...signedBy('good') }),
    'enhancedTls is for keys of the ENHANCED_TLS network; this one is of STANDARD_TLS',
  ],
  [
    'a rule that is hidden',
    () => ({ rules: [open, rule(tokens(), { paths: ['/a/{b}', '/c/*'] })] }),
    'rules[1] is never reached: rules before it take all that it fits',
  ],
  [
    'a path that nobody can ask for',
    () => ({ rules: [rule({ by: 'open' }, { paths: ['/a/%2e%2e/b'] })] }),
    'rules[0].paths[0] fits no request: a path that holds a dot segment is refused before',
  ],
  ['keys that no rule takes', () => ({ clientKeys: { keys: ['k'] } }), 'clientKeys are taken by no rule'],
  [
    'secrets on every page',
    () => ({ cors: { origins: ['*'] } }),
    'cors.origins lets every page read answers to client, access tokens, which are secrets',
  ],
  [
    'a bucket with a dot',
    () => s3([{ name: 'my.assets' }]),
    's3.buckets[0].name has a dot: no certificate for all buckets covers it as a host name',
  ],
];

describe('a document', () => {
  it('that is in order has nothing said of it', async () => {
    expect(await look({})).toEqual({ errors: [], warnings: [] });
    expect(await look({ origin: { url: 'https://origin.example.org/files' }, ...signedBy('good') })).toEqual({
      errors: [],
      warnings: [],
    });
    expect(await look(s3([{ name: 'assets' }, { name: 'logs', originBucket: 'logs-eu' }]))).toEqual({
      errors: [],
      warnings: [],
    });
    expect(await look({ enhancedTls: true, ...signedBy('enhanced') })).toEqual({ errors: [], warnings: [] });
  });

  it.each(ERRORS)('with %s has an error', async (_what, changes, finding) => {
    expect(lines((await look(changes())).errors)).toContain(finding);
  });

  it.each(WARNINGS)('with %s has a warning, and no error', async (_what, changes, finding) => {
    const { errors, warnings } = await look(changes());
    expect(lines(warnings)).toContain(finding);
    expect(errors).toEqual([]);
  });

  it('says once what several environments share', async () => {
    const { errors } = await look({
      hostnames: { staging: ['one.example.com'], production: ['two.example.com'] },
      signing: { accessKeyVersionGuid: crypto.randomUUID() },
    });
    expect(errors.map(({ path }) => path)).toEqual(['signing.accessKeyVersionGuid']);
  });

  it('for one environment is held against nothing that only others have', async () => {
    const changes = {
      hostnames: { staging: ['ok.example.com'], nosuch: ['files.localhost'] },
      environments: {
        nosuch: {
          origin: { url: 'http://inside.example.org' },
          signing: { accessKeyVersionGuid: crypto.randomUUID() },
        },
      },
    };
    expect((await look(changes)).errors).toHaveLength(4);
    expect((await look(changes, 'staging')).errors).toEqual([]);
    expect(lines((await look(changes, 'production')).errors)).toEqual([
      'hostnames.production names none: nothing would lead to the property there',
    ]);
  });

  it('may have names of this machine and origins on it where the setting says so', async () => {
    const { origins, originsToLoopback } = test.services;
    resolving(test, {}, true);
    const findings = await look({ ...at('files.localhost'), origin: { url: 'http://127.0.0.1:9000' } });
    test.services = { ...test.services, origins, originsToLoopback };
    expect(findings).toEqual({ errors: [], warnings: [] });
  });
});
