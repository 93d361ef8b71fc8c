import { z } from 'zod';
import { Instant, Slug, shown, text } from './text.ts';

const PageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
};

export const CreateProjectBody = z
  .strictObject({ id: Slug, name: text(100, 1) })
  .meta({ id: 'CreateProject', example: { id: 'web', name: 'Web shop' } });
export type CreateProjectBody = z.infer<typeof CreateProjectBody>;
export const PatchProjectBody = z
  .strictObject({ name: text(100, 1) })
  .meta({ id: 'PatchProject', example: { name: 'Web shop' } });
export type PatchProjectBody = z.infer<typeof PatchProjectBody>;
export const Project = z
  .object({ id: shown('web'), name: shown('Web shop'), createdAt: Instant })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;
export const DeleteProjectQuery = z.strictObject({
  detach: z.enum(['true', 'false']).default('false').meta({
    description: 'Take the project out of every token that names it; a list that loses its last grants nothing.',
  }),
});

export const CreateEnvironmentBody = z
  .strictObject({ id: Slug, name: text(100, 1) })
  .meta({ id: 'CreateEnvironment', example: { id: 'preview', name: 'Preview' } });
export type CreateEnvironmentBody = z.infer<typeof CreateEnvironmentBody>;
export const Environment = z
  .object({ id: shown('preview'), name: shown('Preview'), createdAt: Instant })
  .meta({ id: 'Environment' });
export type Environment = z.infer<typeof Environment>;

/** 0 keeps items for ever; otherwise 1 to 3650 days. */
const RetentionDays = z.number().int().min(0).max(3650);
/** The id of an access group: only its people may manage tokens that reach the namespace. */
const Group = Slug;

export const CreateNamespaceBody = z
  .strictObject({ name: Slug, group: Group.optional(), retentionDays: RetentionDays.optional() })
  .meta({ id: 'CreateNamespace', example: { name: 'marketing', retentionDays: 30 } });
export type CreateNamespaceBody = z.infer<typeof CreateNamespaceBody>;
export const PatchNamespaceBody = z
  .strictObject({ group: Group.nullable().optional(), retentionDays: RetentionDays.optional() })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchNamespace', example: { retentionDays: 30 } });
export type PatchNamespaceBody = z.infer<typeof PatchNamespaceBody>;
export const Namespace = z
  .object({
    project: shown('web'),
    name: shown('marketing'),
    group: z.string().nullable(),
    retentionDays: z.number().int().meta({ description: 'Days that an item is kept; 0: for ever.', example: 30 }),
    createdAt: Instant,
  })
  .meta({ id: 'Namespace' });
export type Namespace = z.infer<typeof Namespace>;

export const PlaceListQuery = z.strictObject(PageQuery);
export type PlaceListQuery = z.infer<typeof PlaceListQuery>;
export function listOf<Item extends z.ZodType>(item: Item, id: string) {
  return z.object({ items: z.array(item), total: z.number().int(), nextCursor: z.string().nullable() }).meta({ id });
}

/** KV takes keys of 512 bytes; environment, project, namespace and separators may take up to 112 of them. */
export const MAX_ITEM_KEY_BYTES = 400;
/** KV's limit for one value. */
export const MAX_ITEM_BYTES = 25 * 1024 * 1024;

/** A key or the beginning of one: KV counts its bytes. */
function keyText(minLength: number) {
  return text(MAX_ITEM_KEY_BYTES, minLength).refine(
    (key) => new TextEncoder().encode(key).length <= MAX_ITEM_KEY_BYTES,
    `must be at most ${MAX_ITEM_KEY_BYTES} bytes`,
  );
}

export const ItemKey = keyText(1).refine((key) => key !== '.' && key !== '..', 'must not be . or ..');
const ItemEnvironment = Slug.optional().meta({ description: 'May be left out where the token is for just one.' });
export const ItemQuery = z.strictObject({ environment: ItemEnvironment });
export const ListItemsQuery = z.strictObject({
  environment: ItemEnvironment,
  prefix: keyText(0).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(2048).optional(),
});
export type ListItemsQuery = z.infer<typeof ListItemsQuery>;
export const ItemList = z
  .object({
    items: z.array(
      z.object({ key: shown('greeting'), contentType: z.string().nullable(), expires: Instant.nullable() }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ItemList' });
export type ItemList = z.infer<typeof ItemList>;
