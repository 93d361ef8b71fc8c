import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { findMember, findRolePermissions, listMembers } from './members/find.ts';
import { findMaster } from './members/master.ts';
import { addMember, changeMember, removeMember } from './members/write.ts';

export type MemberStore = ReturnType<typeof createMemberStore>;

/** Who belongs to which project. A membership is made and ended in one batch with its master token. */
export function createMemberStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('members', {
    find: bound(findMember),
    list: bound(listMembers),
    findMaster: bound(findMaster),
    findRolePermissions: bound(findRolePermissions),
    add: bound(addMember),
    change: bound(changeMember),
    remove: bound(removeMember),
  });
}
