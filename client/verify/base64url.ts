/** What runtimes of late have (ES2026), and Node 24 and older ones have not. */
type FromBase64 = { fromBase64?: (text: string, options: { alphabet: 'base64url' }) => Uint8Array<ArrayBuffer> };
const { fromBase64 } = Uint8Array as FromBase64;

/** Reads base64url without padding. Throws at what is none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (fromBase64) return fromBase64.call(Uint8Array, text, { alphabet: 'base64url' });
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
