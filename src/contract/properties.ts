import { z } from 'zod';
import { VersionGuid } from './access-keys.ts';
import { Instant, Slug, shown, text } from './text.ts';
import { TOKEN_TYPES } from './token-types.ts';
import { CONSISTENCIES } from './tokens.ts';

/** In a project. */
export const MAX_PROPERTIES = 200;
export const MAX_PROPERTY_VERSIONS = 500;
/** The document as JSON: it travels with every copy at the edge. */
export const MAX_DOCUMENT_CHARACTERS = 65_536;
const MAX_ENVIRONMENTS = 50;

export const Hostname = z
  .string()
  .max(253)
  .regex(
    /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be a host name in lower case, without a port',
  )
  .meta({ example: 'files.example.com' });

const Origin = z.strictObject({
  url: z.string().min(8).max(2048).meta({
    description: 'https, and public. What a request asks for is put behind its path; it has no query.',
    example: 'https://photos.s3.eu-central-1.amazonaws.com',
  }),
  timeoutSeconds: z.number().int().min(1).max(300).default(30).meta({
    description: 'How long the origin may take to begin its answer.',
  }),
  passAuthorization: z.boolean().default(false).meta({
    description: 'Whether the `Authorization` of the client goes on to the origin, which then knows the token.',
  }),
  query: z.enum(['pass', 'drop']).optional().meta({
    description:
      'What becomes of the query. Left out: it is dropped where the request is signed, for a storage reads commands from it.',
  }),
});

const Signing = z.strictObject({
  accessKeyVersionGuid: VersionGuid,
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be a region such as eu-central-1')
    .default('us-east-1')
    .meta({ description: 'The region of the bucket; `auto` does for Google Cloud Storage.' }),
  service: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be a service such as s3')
    .optional()
    .meta({ description: 'Left out: `s3` for AWS, `storage` for Google Cloud Storage.' }),
});

const PathPattern = z
  .string()
  .max(512)
  .regex(
    /^(?:\/(?:[A-Za-z0-9._~!$&'()+,;=:@%-]*|\{[a-z][A-Za-z0-9]{0,31}\}))*(?:\/\*)?$/,
    'must be a path such as /orders/{order}/*: {name} stands for one segment, /* at the end for all that follows',
  )
  .refine((pattern) => pattern !== '', 'must not be empty');

const RequiredGrant = z.strictObject({
  resource: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/),
  name: z
    .string()
    .regex(/^[A-Za-z0-9._/{}*-]{1,160}$/)
    .meta({ description: 'A name; `{segment}` in it is taken from the path.', example: '{namespace}' }),
  action: z
    .string()
    .regex(/^(?:[a-z][a-z0-9_-]{0,31}|\{method\})$/)
    .meta({ description: '`{method}`: read for GET and HEAD, delete for DELETE, write for all others.' }),
});

const RuleAccess = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('open') }),
  z.strictObject({
    by: z.literal('token'),
    types: z.array(z.enum(TOKEN_TYPES)).min(1).max(TOKEN_TYPES.length).default(['client', 'frontend', 'access']),
    requires: z.array(RequiredGrant).max(10).default([]),
  }),
  z.strictObject({ by: z.literal('clientKey') }),
]);

const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const Methods = z.array(z.enum(HTTP_METHODS)).min(1).max(HTTP_METHODS.length);

/** The first rule that fits the path and the method decides; where none does, there is nothing. */
const Rule = z.strictObject({
  paths: z.array(PathPattern).min(1).max(20),
  methods: Methods.default(['GET', 'HEAD']),
  access: RuleAccess,
});

const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header');
const Cors = z.strictObject({
  origins: z
    .array(z.string().min(1).max(255))
    .min(1)
    .max(50)
    .meta({ example: ['https://shop.example'] }),
  methods: Methods.default(['GET', 'HEAD']),
  headers: z.array(HeaderName).max(50).default(['Authorization', 'Content-Type', 'DPoP']),
  exposeHeaders: z.array(HeaderName).max(50).default([]),
  maxAgeSeconds: z.number().int().min(0).max(86_400).default(600),
});

const ClientKeys = z.strictObject({
  header: HeaderName.default('Authorization'),
  keys: z
    .array(z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1 to 256 visible ASCII characters'))
    .min(1)
    .max(50)
    .meta({ description: 'Strings that you choose. They are no secret, and good at this property only.' }),
});

/** S3's own rules for names, less those with a look of an address. */
export const BucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket: 3 to 63 of a-z, 0-9, . and -')
  .refine((name) => !/\.\.|\.-|-\./.test(name), 'must not have a dot beside a dot or a -');

const S3 = z.strictObject({
  buckets: z
    .array(
      z.strictObject({
        name: BucketName.meta({ description: 'What clients and grants call it.', example: 'assets' }),
        originBucket: BucketName.optional().meta({ description: 'What the origin calls it; left out: the same.' }),
      }),
    )
    .min(1)
    .max(100),
  style: z
    .enum(['path', 'virtual'])
    .default('path')
    .meta({ description: 'How the origin is told the bucket: in the path, or in the host name.' }),
});

/** JSON Schema says the bound in its own word. */
function byEnvironment<Value extends z.ZodType>(value: Value) {
  return z
    .record(Slug, value)
    .refine(
      (named) => Object.keys(named).length <= MAX_ENVIRONMENTS,
      `must name ${MAX_ENVIRONMENTS} environments at most`,
    )
    .meta({ maxProperties: MAX_ENVIRONMENTS });
}

export const PropertyDocument = z
  .strictObject({
    $schema: z.string().max(255).optional(),
    hostnames: byEnvironment(z.array(Hostname).min(1).max(20)).meta({
      description: 'By environment.',
      example: { production: ['files.example.com'] },
    }),
    enhancedTls: z.boolean().default(false).meta({ description: 'Keys of the ENHANCED_TLS network need it.' }),
    origin: Origin,
    signing: Signing.nullable().default(null),
    environments: byEnvironment(z.strictObject({ origin: Origin.optional(), signing: Signing.nullable().optional() }))
      .default({})
      .meta({ description: 'Where an environment has an origin or a key of its own.' }),
    consistency: z.enum(CONSISTENCIES).default('bounded'),
    cors: Cors.nullable().default(null),
    clientKeys: ClientKeys.nullable().default(null),
    rules: z.array(Rule).max(50).default([]),
    s3: S3.nullable().default(null).meta({
      description: 'Speaks S3: requests are signed with the key pair of a token, and grants on buckets decide.',
    }),
  })
  .meta({
    id: 'PropertyDocument',
    example: {
      hostnames: { production: ['files.example.com'] },
      origin: { url: 'https://photos.s3.eu-central-1.amazonaws.com' },
      signing: { accessKeyVersionGuid: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', region: 'eu-central-1' },
      rules: [
        {
          paths: ['/{album}/*'],
          access: { by: 'token', requires: [{ resource: 'album', name: '{album}', action: 'read' }] },
        },
      ],
    },
  });
export type PropertyDocument = z.infer<typeof PropertyDocument>;
export type PropertyRule = PropertyDocument['rules'][number];
export type PropertyOrigin = PropertyDocument['origin'];
export type PropertySigning = NonNullable<PropertyDocument['signing']>;

/** What is active in one environment: the document with that environment's own origin and key put in. */
export type EffectiveDocument = Omit<PropertyDocument, '$schema' | 'hostnames' | 'environments'>;

export function effectiveOf(document: PropertyDocument, environment: string): EffectiveDocument {
  const { $schema, hostnames, environments, ...rest } = document;
  const own = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return {
    ...rest,
    origin: own?.origin ?? rest.origin,
    signing: own?.signing === undefined ? rest.signing : own.signing,
  };
}

const Finding = z.object({
  path: shown('rules[0].access').meta({ description: 'Where in the document.' }),
  message: shown('needs a key to sign with'),
});
export type Finding = z.infer<typeof Finding>;

export const PropertyId = z.string().max(32).meta({ example: 'prp_0000000001d' });
export const ActivationId = z.string().max(32).meta({ example: 'atv_0000000001e' });
const Note = text(255).nullable().optional();

export const CreatePropertyBody = z
  .strictObject({ project: Slug, name: text(60, 1), document: PropertyDocument, note: Note })
  .meta({
    id: 'CreateProperty',
    example: {
      project: 'default',
      name: 'photos',
      document: {
        hostnames: { production: ['photos.example.com'] },
        origin: { url: 'https://photos.example.org' },
        rules: [{ paths: ['/*'], access: { by: 'token' } }],
      },
    },
  });
export type CreatePropertyBody = z.infer<typeof CreatePropertyBody>;

/** The whole document, always: what is left out is gone. */
export const SaveVersionBody = z.strictObject({ document: PropertyDocument, note: Note }).meta({
  id: 'SavePropertyVersion',
  example: {
    document: {
      hostnames: { production: ['photos.example.com'] },
      origin: { url: 'https://photos.example.org' },
      rules: [{ paths: ['/*'], access: { by: 'token' } }],
    },
  },
});
export type SaveVersionBody = z.infer<typeof SaveVersionBody>;

export const Property = z
  .object({
    id: PropertyId,
    project: shown('default'),
    name: shown('photos'),
    latestVersion: z.number().int(),
    active: z
      .record(z.string(), z.number().int())
      .meta({ description: 'The version that is active, by environment.', example: { production: 3 } }),
    createdBy: shown('usr_0a1b2c3d4e5'),
    createdAt: Instant,
  })
  .meta({ id: 'Property' });
export type Property = z.infer<typeof Property>;

export const ListPropertiesQuery = z.strictObject({
  project: Slug.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListPropertiesQuery = z.infer<typeof ListPropertiesQuery>;
export const PropertyList = z
  .object({ items: z.array(Property), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'PropertyList' });

export const PropertyVersion = z
  .object({
    propertyId: PropertyId,
    version: z.number().int(),
    document: PropertyDocument,
    note: z.string().nullable(),
    errors: z.array(Finding).meta({ description: 'What keeps the version from being activated.' }),
    warnings: z.array(Finding).meta({ description: 'What may not be meant.' }),
    editable: z.boolean().meta({ description: 'Whether it was never active, and may still change.' }),
    active: z.array(shown('production')).meta({ description: 'The environments that it is active in.' }),
    createdBy: shown('usr_0a1b2c3d4e5'),
    createdAt: Instant,
    changedAt: Instant,
  })
  .meta({ id: 'PropertyVersion' });
export type PropertyVersion = z.infer<typeof PropertyVersion>;

export const PropertyWithVersion = z
  .object({ property: Property, version: PropertyVersion })
  .meta({ id: 'PropertyWithVersion' });

export const ListVersionsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListVersionsQuery = z.infer<typeof ListVersionsQuery>;
/** Without the documents: `GET …/versions/{n}` has each. */
export const PropertyVersionList = z
  .object({
    items: z.array(PropertyVersion.omit({ document: true, errors: true, warnings: true })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PropertyVersionList' });

export const ACTIVATION_TYPES = ['ACTIVATE', 'DEACTIVATE'] as const;
export type ActivationType = (typeof ACTIVATION_TYPES)[number];

export const ActivateBody = z
  .strictObject({
    type: z.enum(ACTIVATION_TYPES).default('ACTIVATE'),
    version: z
      .union([z.number().int().min(1).max(1_000_000), z.literal('latest')])
      .optional()
      .meta({ description: 'To activate; an earlier one rolls back. Left out: the latest.' }),
    environment: Slug,
    notify: z.array(z.email().max(254)).max(20).default([]).meta({ description: 'Who is told by mail.' }),
    note: Note,
  })
  .meta({
    id: 'ActivateProperty',
    example: { version: 3, environment: 'production', notify: ['ops@example.com'] },
  });
export type ActivateBody = z.infer<typeof ActivateBody>;

export const Activation = z
  .object({
    activationId: ActivationId,
    activationLink: shown('/v1/properties/prp_0000000001d/activations?id=atv_0000000001e'),
    propertyId: PropertyId,
    propertyName: shown('photos'),
    type: z.enum(ACTIVATION_TYPES),
    version: z.number().int(),
    environment: shown('production'),
    current: z.boolean().meta({ description: 'Whether this is what the environment now runs.' }),
    notify: z.array(shown('ops@example.com')),
    note: z.string().nullable(),
    createdBy: shown('usr_0a1b2c3d4e5'),
    createdAt: Instant,
  })
  .meta({ id: 'Activation' });
export type Activation = z.infer<typeof Activation>;

export const ListActivationsQuery = z.strictObject({
  id: ActivationId.optional().meta({ description: 'Only this one.' }),
  environment: Slug.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListActivationsQuery = z.infer<typeof ListActivationsQuery>;
export const ActivationList = z
  .object({ items: z.array(Activation), nextCursor: z.string().nullable() })
  .meta({ id: 'ActivationList' });
