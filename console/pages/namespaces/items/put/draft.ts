import { isJson, saysJson } from '../content/json.ts';
import type { Content } from '../content/read.ts';

/** An item as it is being written. */
export type Draft = { key: string; from: 'text' | 'file'; text: string; file: File | null; contentType: string };

export type Replaced = { key: string; content: Content };

/** KV's limit for one value, as contract/places.ts has it. */
export const MAX_ITEM_BYTES = 25 * 1024 * 1024;
export const PLAIN = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';

/** What an item begins as: what it replaces, as far as that is text and all here, or nothing. */
export function draftOf(replaces: Replaced | null, prefix: string): Draft {
  const nothing = { key: prefix, from: 'text', text: '', file: null, contentType: PLAIN } as const;
  if (replaces === null) return nothing;
  const { key, content } = replaces;
  const { contentType, text, whole } = content;
  return text !== null && whole
    ? { ...nothing, key, contentType, text }
    : { ...nothing, key, contentType, from: 'file' };
}

/** The draft with a file: its type is what the browser thinks, unless one was said. */
export function withFile(draft: Draft, file: File | null): Draft {
  return { ...draft, file, contentType: file === null ? draft.contentType : file.type || BYTES };
}

export function bodyOf(draft: Draft): Blob {
  return draft.from === 'file' ? (draft.file ?? new Blob()) : new Blob([draft.text]);
}

/** What is wrong with a draft, by field; the API says the rest. */
export function faultsOf(draft: Draft): Partial<Record<'key' | 'text' | 'file', string>> {
  const { key, from, text, file, contentType } = draft;
  if (key === '.' || key === '..') return { key: 'A key must not be . or .., which no address can name.' };
  if (from === 'file' && file === null) return { file: 'Choose a file.' };
  if (bodyOf(draft).size > MAX_ITEM_BYTES) return { [from]: 'An item holds at most 25 MiB.' };
  if (from === 'text' && saysJson(contentType) && !isJson(text)) {
    return { text: 'This is no JSON. Mend it, or choose another content type.' };
  }
  return {};
}
