import { type Attack, get, HOST, post } from './attack.ts';

/** A second request, which must never be one. */
const SMUGGLED = `GET /public/smuggled HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked';
const passes = (body: string): Attack['outcome'] => ({ method: 'POST', target: '/public/x', body });

/** Where a request ends, RFC 9112 sections 6 and 7: told in two ways, or in one that some read differently. */
export const FRAMING: readonly Attack[] = [
  {
    title: 'of Content-Length and Transfer-Encoding the latter counts, and the connection ends with it',
    bytes: post(`0\r\n\r\n${SMUGGLED}`, 'Content-Length: 5', CHUNKED),
    outcome: passes(''),
  },
  {
    title: 'the same the other way round',
    bytes: post(`0\r\n\r\n${SMUGGLED}`, CHUNKED, `Content-Length: ${SMUGGLED.length + 5}`),
    outcome: passes(''),
  },
  {
    title: 'two Content-Lengths that differ',
    bytes: post(`abc${SMUGGLED}`, 'Content-Length: 3', `Content-Length: ${SMUGGLED.length + 3}`),
    outcome: 'refused',
  },
  {
    title: 'a Content-Length that is a list',
    bytes: post(`abc${SMUGGLED}`, `Content-Length: 3, ${SMUGGLED.length + 3}`),
    outcome: 'refused',
  },
  {
    title: 'two that agree count as one',
    bytes: post('abc', 'Content-Length: 3', 'Content-Length: 3'),
    outcome: passes('abc'),
  },
  { title: 'a Content-Length with a sign', bytes: post('abc', 'Content-Length: +3'), outcome: 'refused' },
  { title: 'a negative Content-Length', bytes: post('abc', 'Content-Length: -1'), outcome: 'refused' },
  { title: 'a Content-Length in hexadecimal', bytes: post('abc', 'Content-Length: 0x3'), outcome: 'refused' },
  {
    title: 'a Content-Length past 64 bits',
    bytes: post('abc', 'Content-Length: 18446744073709551619'),
    outcome: 'refused',
  },
  {
    title: 'white space before the colon',
    bytes: post(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding : chunked'),
    outcome: 'refused',
  },
  {
    title: 'a coding that only looks like chunked',
    bytes: post('0\r\n\r\n', 'Transfer-Encoding: xchunked'),
    outcome: 'refused',
  },
  {
    title: 'a vertical tab before chunked',
    bytes: post('0\r\n\r\n', 'Transfer-Encoding:\x0bchunked'),
    outcome: 'refused',
  },
  {
    title: 'chunked, but not last',
    bytes: post(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: chunked, identity'),
    outcome: 'refused',
  },
  {
    title: 'identity beside a length',
    bytes: post('abc', 'Transfer-Encoding: identity', 'Content-Length: 3'),
    outcome: 'refused',
  },
  {
    title: 'chunked in capitals is chunked',
    bytes: post('3\r\nabc\r\n0\r\n\r\n', 'TRANSFER-ENCODING: CHUNKED'),
    outcome: passes('abc'),
  },
  {
    title: 'chunked twice is chunked once',
    bytes: post('3\r\nabc\r\n0\r\n\r\n', CHUNKED, CHUNKED),
    outcome: passes('abc'),
  },
  {
    title: 'extensions of chunks stay behind',
    bytes: post('3;smuggled=1\r\nabc\r\n0;smuggled\r\n\r\n', CHUNKED),
    outcome: passes('abc'),
  },
  {
    title: 'trailers stay behind',
    bytes: post('3\r\nabc\r\n0\r\nJeton-Token-Id: forged\r\n\r\n', CHUNKED),
    outcome: passes('abc'),
  },
  {
    title: 'lines that end in LF alone are lines',
    bytes: `GET /public/x HTTP/1.1\nHost: ${HOST}\n\n`,
    outcome: { target: '/public/x' },
  },
  { title: 'a CR within a value', bytes: get('/public/x', 'X-A: 1\rJeton-Token-Id: forged'), outcome: 'refused' },
  {
    title: 'a value that goes on in the next line',
    bytes: get('/public/x', 'X-A: 1', ' Jeton-Token-Id: forged'),
    outcome: 'refused',
  },
  { title: 'a NUL within a value', bytes: get('/public/x', 'X-A: a\0b'), outcome: 'refused' },
  { title: 'a field without a colon', bytes: get('/public/x', 'X-A'), outcome: 'refused' },
  { title: 'a field without a name', bytes: get('/public/x', ': forged'), outcome: 'refused' },
  { title: 'a method that is none', bytes: `SMUGGLED${get('/public/x')}`, outcome: 'refused' },
  {
    title: 'a GET with a body',
    bytes: get('/public/x', `Content-Length: ${SMUGGLED.length}`) + SMUGGLED,
    outcome: 'refused',
  },
  {
    title: 'a GET that says it has none is one without',
    bytes: get('/public/x', 'Content-Length: 0'),
    outcome: { target: '/public/x' },
  },
  { title: 'HTTP/0.9', bytes: 'GET /public/x\r\n\r\n', outcome: 'refused' },
];

/** What breaks off in the body: the head may have gone on by then, but nothing behind it is ever a request. */
export const BROKEN_BODIES: readonly Attack[] = [
  {
    title: 'a chunk line that ends in LF alone',
    bytes: post(`3;a\nabc\r\n0\r\n\r\n${SMUGGLED}`, CHUNKED),
    outcome: 'refused',
  },
  {
    title: 'a chunk size past 64 bits',
    bytes: post(`10000000000000003\r\nabc\r\n0\r\n\r\n${SMUGGLED}`, CHUNKED),
    outcome: 'refused',
  },
  {
    title: 'a chunk size with 0x before it',
    bytes: post(`0x3\r\nabc\r\n0\r\n\r\n${SMUGGLED}`, CHUNKED),
    outcome: 'refused',
  },
  {
    title: 'a chunk longer than its size',
    bytes: post(`3\r\nabcd\r\n0\r\n\r\n${SMUGGLED}`, CHUNKED),
    outcome: 'refused',
  },
  {
    title: 'a chunk size that is negative',
    bytes: post(`-1\r\nabc\r\n0\r\n\r\n${SMUGGLED}`, CHUNKED),
    outcome: 'refused',
  },
];
