import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { deny, ok, type Result } from '../result.ts';
import type { S3Denial } from './denial.ts';
import { objectionToKey } from './object-key.ts';
import { escapeXml, unescapeXml } from './xml.ts';

/** S3's bounds: 1000 keys in 2 MB. */
export const MAX_DELETE_BYTES = 2 * 1024 * 1024;
const MAX_KEYS = 1000;

/** What is to be deleted; `more`: conditions and the version, as S3 names them. */
export type DeletedObject = { key: string; more: readonly (readonly [name: string, value: string])[] };
export type DeleteRequest = { quiet: boolean; objects: DeletedObject[] };

const CONDITIONS = ['VersionId', 'ETag', 'LastModifiedTime', 'Size'] as const;

const Blank = z.string().regex(/^\s*$/).optional();
const Parsed = z.strictObject({
  '?xml': z.unknown().optional(),
  Delete: z.strictObject({
    '#text': Blank,
    Quiet: z.enum(['true', 'false']).optional(),
    Object: z
      .array(
        z.strictObject({
          '#text': Blank,
          Key: z.string().min(1),
          VersionId: z.string().optional(),
          ETag: z.string().optional(),
          LastModifiedTime: z.string().optional(),
          Size: z.string().optional(),
        }),
      )
      .min(1),
  }),
});

// Entities are ours to resolve: those of a DTD cannot then be.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  isArray: (name) => name === 'Object',
});

/** Reads the body of DeleteObjects. What is more than elements and text, a DTD above all, is refused unread. */
export function readDeleteRequest(body: Uint8Array): Result<DeleteRequest, S3Denial> {
  const parsed = Parsed.safeParse(parse(body));
  if (!parsed.success) return deny({ reason: 'malformed_xml', why: 'it is not a Delete with its Objects' });
  const { Quiet, Object: listed } = parsed.data.Delete;
  if (listed.length > MAX_KEYS) return deny({ reason: 'malformed_xml', why: `it names more than ${MAX_KEYS} keys` });
  const objects: DeletedObject[] = [];
  for (const object of listed) {
    const key = unescapeXml(object.Key);
    const why = key === null ? 'a key is escaped badly' : objectionToKey(key);
    if (key === null || why !== null) return deny({ reason: 'bad_request', why: why ?? '' });
    objects.push({ key, more: conditionsOf(object) });
  }
  return ok({ quiet: Quiet === 'true', objects });
}

function parse(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body);
    if (text.includes('<!') || text.indexOf('<?', 1) >= 0 || XMLValidator.validate(text) !== true) return null;
    return parser.parse(text);
  } catch {
    return null;
  }
}

function conditionsOf(object: Partial<Record<(typeof CONDITIONS)[number], string | undefined>>) {
  return CONDITIONS.flatMap((name) => {
    const value = unescapeXml(object[name] ?? '');
    return value ? [[name, value] as const] : [];
  });
}

/** The body for the origin, written anew: it says what was understood and nothing else. */
export function writeDeleteRequest({ quiet, objects }: DeleteRequest): Uint8Array<ArrayBuffer> {
  const listed = objects.map(({ key, more }) => {
    const conditions = more.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('');
    return `<Object><Key>${escapeXml(key)}</Key>${conditions}</Object>`;
  });
  const mode = quiet ? '<Quiet>true</Quiet>' : '';
  return encodeUtf8(`<Delete xmlns="${NAMESPACE}">${listed.join('')}${mode}</Delete>`);
}

function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * The origin's answer with those keys added that were not granted, as S3 itself reports them; without an answer, where
 * none was granted. Null: the answer is not S3's.
 */
export function addRefusals(answer: string | null, refused: readonly DeletedObject[]): string | null {
  const errors = refused.map(({ key, more }) => {
    const version = more.find(([name]) => name === 'VersionId')?.[1];
    const of = version === undefined ? '' : `<VersionId>${escapeXml(version)}</VersionId>`;
    return `<Error><Key>${escapeXml(key)}</Key>${of}<Code>AccessDenied</Code><Message>Access Denied</Message></Error>`;
  });
  if (answer === null) {
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
    return `${declaration}<DeleteResult xmlns="${NAMESPACE}">${errors.join('')}</DeleteResult>`;
  }
  const end = /<\/DeleteResult>\s*$/.exec(answer);
  if (end) return `${answer.slice(0, end.index)}${errors.join('')}</DeleteResult>`;
  const empty = /<DeleteResult([^<>]*?)\s*\/>\s*$/.exec(answer);
  if (!empty) return null;
  return `${answer.slice(0, empty.index)}<DeleteResult${empty[1] ?? ''}>${errors.join('')}</DeleteResult>`;
}
