import { env } from 'cloudflare:workers';
import { parseId } from '../../src/contract/ids.ts';
import { makeToken } from './app.ts';
import { addUser, type World } from './route-contract.ts';

/** Who somebody is: a root role, roles in projects, groups. */
export type Place = { role?: string; members?: Record<string, string>; groups?: string[] };

/** A person straight in D1, with a personal token that the admin made for them. */
export async function person(
  { test, admin }: World,
  place: Place = {},
): Promise<{ id: string; token: string; tokenId: string }> {
  const id = await addUser(place.role ?? 'none');
  for (const [project, role] of Object.entries(place.members ?? {})) await addMember(project, id, role);
  for (const group of place.groups ?? []) await addToGroup(group, id);
  const { secret, id: tokenId } = await makeToken(test, admin, { type: 'personal', owner: id });
  return { id, token: secret, tokenId };
}

/** A membership without its master token: for tests of something else. */
export async function addMember(project: string, user: string, role: string): Promise<void> {
  await env.DB.prepare('insert into members (project, user_id, role, created_at) values (?, ?, ?, 0)')
    .bind(project, parseId('usr', user), role)
    .run();
}

export async function addRole(name: string, permissions: string[]): Promise<void> {
  await env.DB.prepare('insert into roles (name, permissions, created_at) values (?, ?, 0)')
    .bind(name, JSON.stringify(permissions))
    .run();
}

export async function addGroup(id: string): Promise<void> {
  await env.DB.prepare('insert or ignore into groups (id, name, created_at) values (?, ?, 0)').bind(id, id).run();
}

/** Puts a person into a group, which is made where it is missing. */
export async function addToGroup(group: string, user: string): Promise<void> {
  await addGroup(group);
  await env.DB.prepare('insert into group_members (group_id, user_id, created_at) values (?, ?, 0)')
    .bind(group, parseId('usr', user))
    .run();
}

/** Has a group guard a namespace. */
export async function guard(project: string, namespace: string, group: string): Promise<void> {
  await addGroup(group);
  await env.DB.prepare('update namespaces set group_name = ? where project = ? and name = ?')
    .bind(group, project, namespace)
    .run();
}

/** A client straight in D1. */
export async function addClient(
  id: string,
  proof: { certificates?: string[]; allowedIps?: string[]; group?: string } = {},
): Promise<void> {
  if (proof.group !== undefined) await addGroup(proof.group);
  await env.DB.prepare(
    'insert into clients (id, name, group_name, certificates, allowed_ips, created_at) values (?, ?, ?, ?, ?, 0)',
  )
    .bind(id, id, proof.group ?? null, JSON.stringify(proof.certificates ?? []), JSON.stringify(proof.allowedIps ?? []))
    .run();
}
