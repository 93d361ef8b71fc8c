import type { Word } from '../../../parts/command-line.tsx';
import { wordsOf } from '../words.ts';
import type { Client } from './clients.tsx';

/** A client as the form has it: lists are texts. */
export type Draft = { id: string; name: string; certificates: string; allowedIps: string; group: string };

export function draftOf(client: Client | null): Draft {
  if (client === null) return { id: '', name: '', certificates: '', allowedIps: '', group: '' };
  const { id, name, certificates, allowedIps, group } = client;
  return { id, name, certificates: certificates.join('\n'), allowedIps: allowedIps.join('\n'), group: group ?? '' };
}

/** As the API takes it. Tools write fingerprints with colons and in capitals. */
export function bodyOf(draft: Draft) {
  const [id, group] = [draft.id.trim(), draft.group.trim()];
  return {
    id,
    name: draft.name.trim() || id,
    certificates: wordsOf(draft.certificates).map((one) => one.replaceAll(':', '').toLowerCase()),
    allowedIps: wordsOf(draft.allowedIps),
    group: group === '' ? null : group,
  };
}

/** `jeton client create` or `update` with the same. */
export function commandOf(client: Client | null, draft: Draft): Word[] {
  const { id, name, certificates, allowedIps, group } = bodyOf(draft);
  const given = (flag: string, values: readonly string[]) => values.length > 0 && [flag, values.join(',')];
  const gone = (flag: string, before: readonly unknown[], values: readonly unknown[]) =>
    before.length > 0 && values.length === 0 && flag;
  return [
    'client',
    client === null ? 'create' : 'update',
    id || 'ID',
    name !== (client?.name ?? id) && ['--name', name],
    given('--certificate', certificates),
    gone('--no-certificate', client?.certificates ?? [], certificates),
    given('--ip', allowedIps),
    gone('--no-ip', client?.allowedIps ?? [], allowedIps),
    group !== null && ['--group', group],
    client?.group && group === null && '--no-group',
  ];
}
