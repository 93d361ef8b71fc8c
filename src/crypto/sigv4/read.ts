import { formatAmzDate, type Scope, splitQuery, UNSIGNED } from './canonical.ts';
import type { Checked, Payload, PresentedSignature, SignatureFault, SignedRequest } from './presented.ts';

type Where = PresentedSignature['how'];
/** The parts of a signature as they were found, none of them looked at. */
type Parts = {
  credential: string;
  signedHeaders: string;
  signature: string;
  amzDate: string;
  expires: string | null;
  payloadHash: string;
};

const SCHEME = 'AWS4-HMAC-SHA256';
/** A week, AWS's own limit. */
const MAX_EXPIRES_SECONDS = 604_800;
const MAX_SIGNED_HEADERS = 100;

/** A fault that was come upon while reading; never leaves this file. */
class Unreadable extends Error {
  readonly fault: SignatureFault;
  constructor(fault: SignatureFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/**
 * Reads the signature of a request: from its `Authorization` header, or from the query of a presigned URL. Whether it is
 * right is asked by `checkSignature`.
 */
export function readSignature(request: SignedRequest): Checked<PresentedSignature> {
  try {
    return { ok: true, value: read(request) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, denial: error.fault };
    throw error;
  }
}

function read(request: SignedRequest): PresentedSignature {
  const parameters = readParameters(request.url);
  const authorization = request.headers.get('authorization');
  const presigned = parameters.some(([name]) => PRESIGNED.includes(name));
  if (authorization !== null && presigned) throw malformed('query', 'there is one in the header, too');
  if (authorization !== null) return readParts('header', partsOfHeader(authorization, request.headers));
  if (presigned) return readParts('query', partsOfQuery(parameters, request.headers));
  if (parameters.some(([name]) => name === 'AWSAccessKeyId')) throw unsupported(VERSION_2);
  throw new Unreadable({ reason: 'no_signature' });
}

/**
 * The parameters of a URL, decoded as they are for its signature: a `+` is a plus. Null where something is escaped badly:
 * its canonical form would not be its own.
 */
export function parametersOf({ search }: URL): [name: string, value: string][] | null {
  try {
    return splitQuery(search.slice(1)).map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]);
  } catch {
    return null;
  }
}

function readParameters(url: URL): [name: string, value: string][] {
  const parameters = parametersOf(url);
  if (parameters === null || !isWellEscaped(url.pathname)) {
    throw new Unreadable({ reason: 'bad_request', why: 'the URL is not percent-encoded UTF-8' });
  }
  return parameters;
}

function isWellEscaped(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What only a presigned URL has. */
const PRESIGNED: readonly string[] = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature'];
/** The parameters that are the signature, and no part of the operation. */
const SIGNATURE_PARAMETERS: readonly string[] = [
  ...PRESIGNED,
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Content-Sha256',
];

export function isSignatureParameter(name: string): boolean {
  return SIGNATURE_PARAMETERS.includes(name);
}

function partsOfHeader(authorization: string, headers: Headers): Parts {
  const [scheme = '', rest = ''] = splitOnce(authorization.trim(), ' ');
  refuseScheme('header', scheme);
  const listed = rest.split(',').map((part) => splitOnce(part.trim(), '='));
  const parts = new Map(listed);
  if (listed.length !== 3) throw malformed('header', 'it has other parts than Credential, SignedHeaders and Signature');
  const part = (name: string): string => {
    return parts.get(name) ?? raise(malformed('header', `it has no ${name}`));
  };
  return {
    credential: part('Credential'),
    signedHeaders: part('SignedHeaders'),
    signature: part('Signature'),
    amzDate: headers.get('x-amz-date') ?? amzDateOf(headers.get('date')),
    expires: null,
    payloadHash: headers.get('x-amz-content-sha256') ?? raise(malformed('header', 'there is no x-amz-content-sha256')),
  };
}

function partsOfQuery(parameters: [name: string, value: string][], headers: Headers): Parts {
  const parts = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (!isSignatureParameter(name)) continue;
    if (parts.has(name)) throw malformed('query', `${name} is there twice`);
    parts.set(name, value);
  }
  const part = (name: string): string => parts.get(name) ?? raise(malformed('query', `there is no ${name}`));
  refuseScheme('query', part('X-Amz-Algorithm'));
  return {
    credential: part('X-Amz-Credential'),
    signedHeaders: part('X-Amz-SignedHeaders'),
    signature: part('X-Amz-Signature'),
    amzDate: part('X-Amz-Date'),
    expires: part('X-Amz-Expires'),
    // A header of that name is only taken when it was signed: see checkSignature.
    payloadHash: headers.get('x-amz-content-sha256') ?? parts.get('X-Amz-Content-Sha256') ?? UNSIGNED,
  };
}

const VERSION_2 = 'Signature Version 2';

function refuseScheme(where: Where, scheme: string): void {
  if (scheme === SCHEME) return;
  if (scheme === 'AWS') throw unsupported(VERSION_2);
  if (scheme.startsWith('AWS4-ECDSA-')) throw unsupported('Signature Version 4A');
  throw malformed(where, `its algorithm is not ${SCHEME}`);
}

function readParts(where: Where, parts: Parts): PresentedSignature {
  const signedAtMs = parseAmzDate(parts.amzDate) ?? raise(malformed(where, 'its date is not YYYYMMDDTHHMMSSZ'));
  const { accessKeyId, scope } = readCredential(where, parts.credential);
  if (scope.date !== parts.amzDate.slice(0, 8)) throw malformed(where, 'its scope is of another day than its date');
  if (!/^[0-9a-f]{64}$/.test(parts.signature)) throw malformed(where, 'it is not 64 hex digits');
  const payload = readPayload(where, parts.payloadHash);
  if (where === 'query' && payload.kind === 'chunked') throw unsupported('a presigned URL for a body in chunks');
  return {
    how: where,
    accessKeyId,
    scope,
    amzDate: parts.amzDate,
    signedAtMs,
    signedHeaders: readNames(where, parts.signedHeaders),
    signature: parts.signature,
    expiresSeconds: parts.expires === null ? null : readExpires(parts.expires),
    payload,
    payloadHash: parts.payloadHash,
  };
}

/** `<id>/<YYYYMMDD>/<region>/s3/aws4_request`. Any region will do: ours have none. */
function readCredential(where: Where, credential: string): { accessKeyId: string; scope: Scope } {
  const match = /^([\w.-]{1,128})\/(\d{8})\/([a-z0-9-]{1,32})\/s3\/aws4_request$/.exec(credential);
  const [, accessKeyId = '', date = '', region = ''] = match ?? [];
  if (!match) throw malformed(where, 'its credential is not <id>/<day>/<region>/s3/aws4_request');
  return { accessKeyId, scope: { date, region, service: 's3' } };
}

/** The names must be in order: what was signed has them so. */
function readNames(where: Where, list: string): string[] {
  const names = list.split(';');
  const inOrder = names.every((name, at) => /^[!-~]+$/.test(name) && name > (names[at - 1] ?? ''));
  if (!inOrder || list !== list.toLowerCase() || names.length > MAX_SIGNED_HEADERS) {
    throw malformed(where, 'its SignedHeaders are not lower-case names in order');
  }
  return names;
}

function readExpires(expires: string): number {
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : 0;
  if (seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS) return seconds;
  throw malformed('query', `X-Amz-Expires is not 1 to ${MAX_EXPIRES_SECONDS} seconds`);
}

const PAYLOADS: Record<string, Payload> = {
  [UNSIGNED]: { kind: 'unsigned' },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { kind: 'chunked', signed: true, trailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { kind: 'chunked', signed: true, trailer: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { kind: 'chunked', signed: false, trailer: true },
};

function readPayload(where: Where, word: string): Payload {
  const payload = Object.hasOwn(PAYLOADS, word) ? PAYLOADS[word] : undefined;
  if (payload) return payload;
  if (/^[0-9a-f]{64}$/i.test(word)) return { kind: 'hash', sha256Hex: word.toLowerCase() };
  if (word.startsWith('STREAMING-')) throw unsupported('such a body in chunks');
  throw malformed(where, 'x-amz-content-sha256 is neither a hash nor a word that stands for one');
}

/** An instant as signatures write it, in milliseconds; null for what is none. */
function parseAmzDate(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/** The `Date` header does where there is no `x-amz-date`. */
function amzDateOf(date: string | null): string {
  const ms = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(ms)) throw malformed('header', 'there is no x-amz-date');
  return formatAmzDate(ms);
}

function splitOnce(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function malformed(where: Where, why: string): Unreadable {
  return new Unreadable({ reason: 'malformed_signature', where, why });
}

function unsupported(what: string): Unreadable {
  return new Unreadable({ reason: 'not_supported', what });
}

function raise(error: Error): never {
  throw error;
}
