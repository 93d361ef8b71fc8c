import { z } from 'zod';
import { Instant, Slug, shown, text } from './text.ts';

/** SHA-256 of a certificate's DER, as Cloudflare tells it of a verified client certificate: 64 hex digits. */
export const Fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 fingerprint: 64 hex digits in lower case, without colons');
const Certificates = z.array(Fingerprint).max(20);
const Blocks = z.array(z.string().min(2).max(49)).max(50);
const ClientName = text(100, 1);

export const Client = z
  .object({
    id: shown('billing'),
    name: shown('Billing'),
    group: z
      .string()
      .nullable()
      .meta({ description: 'Only people of this group may lock tokens to the client or manage those that are.' }),
    certificates: z.array(z.string()).meta({ example: [] }),
    allowedIps: z.array(shown('192.0.2.0/24')),
    createdAt: Instant,
  })
  .meta({ id: 'Client' });
export type Client = z.infer<typeof Client>;
export const ClientList = z
  .object({ items: z.array(Client), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'ClientList' });

export const CreateClientBody = z
  .strictObject({
    id: Slug,
    name: ClientName,
    group: Slug.optional(),
    certificates: Certificates.optional(),
    allowedIps: Blocks.optional(),
  })
  .meta({ id: 'CreateClient', example: { id: 'billing', name: 'Billing', allowedIps: ['192.0.2.0/24'] } });
export type CreateClientBody = z.infer<typeof CreateClientBody>;
export const PatchClientBody = z
  .strictObject({
    name: ClientName.optional(),
    group: Slug.nullable().optional(),
    certificates: Certificates.optional(),
    allowedIps: Blocks.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchClient', example: { allowedIps: ['192.0.2.0/24', '2001:db8::/32'] } });
export type PatchClientBody = z.infer<typeof PatchClientBody>;
