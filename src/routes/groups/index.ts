import type { Api } from '../api.ts';
import { addMember } from './add-member.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { listMembers } from './list-members.ts';
import { patch } from './patch.ts';
import { remove } from './remove.ts';
import { removeMember } from './remove-member.ts';

export function groupRoutes(api: Api): void {
  create(api);
  list(api);
  get(api);
  patch(api);
  remove(api);
  listMembers(api);
  addMember(api);
  removeMember(api);
}
