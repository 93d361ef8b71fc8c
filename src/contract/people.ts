import { z } from 'zod';
import { Permission } from './permissions.ts';
import { Instant, Slug, shown, text } from './text.ts';
import { UserId } from './tokens.ts';

const PageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
};
export const PageOnlyQuery = z.strictObject(PageQuery);
export type PageOnlyQuery = z.infer<typeof PageOnlyQuery>;

export const Email = z.email().max(254).meta({ example: 'ada@example.com' });
/**
 * NIST SP 800-63B section 3.1.1.2: at least 8 and room for passphrases; the upper bound caps scrypt's work. No NUL:
 * HMAC, inside scrypt, pads keys with it.
 */
export const Password = text(256, 12).meta({ example: 'correct horse battery staple' });
const PersonName = text(100, 1).meta({ example: 'Ada' });
const GroupName = text(100, 1).meta({ example: 'Marketing' });
export const RoleName = Slug.meta({ example: 'viewer' });

export const User = z
  .object({
    id: UserId,
    email: shown('ada@example.com'),
    name: shown('Ada'),
    role: shown('viewer').meta({
      description: 'The root role: `admin`, `editor`, `viewer`, `token_admin`, `none`, or a custom one.',
    }),
    enabled: z.boolean().meta({ example: true }),
    hasPassword: z.boolean().meta({ example: true }),
    createdAt: Instant,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;
export const UserList = z
  .object({ items: z.array(User), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'UserList' });
export const ListUsersQuery = z.strictObject({
  ...PageQuery,
  q: text(100, 1).optional().meta({ description: 'Substring of mail address or name.' }),
  role: RoleName.optional(),
});
export type ListUsersQuery = z.infer<typeof ListUsersQuery>;

export const CreateUserBody = z
  .strictObject({
    email: Email,
    name: PersonName,
    password: Password.optional().meta({ description: 'Left out: no sign-in by password until one is set.' }),
    role: RoleName.default('none'),
  })
  .meta({ id: 'CreateUser', example: { email: 'ada@example.com', name: 'Ada', role: 'none' } });
export type CreateUserBody = z.infer<typeof CreateUserBody>;
export const PatchUserBody = z
  .strictObject({
    email: Email.optional(),
    name: PersonName.optional(),
    password: Password.nullable().optional().meta({ description: 'null: no sign-in by password.' }),
    role: RoleName.optional(),
    enabled: z.boolean().optional().meta({ description: 'false stops every token of the person.' }),
  })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchUser', example: { role: 'editor' } });
export type PatchUserBody = z.infer<typeof PatchUserBody>;
export const PatchSelfBody = z
  .strictObject({
    name: PersonName.optional(),
    password: Password.optional().meta({ description: 'An administrator sets the first one.' }),
    currentPassword: z.string().max(256).optional().meta({ description: 'Needed to replace the password.' }),
  })
  .refine((body) => body.name !== undefined || body.password !== undefined, 'must change something')
  .meta({ id: 'PatchSelf', example: { name: 'Ada' } });
export type PatchSelfBody = z.infer<typeof PatchSelfBody>;

/** A person, where they belong, and what they may do there. */
export const UserDetails = User.extend({
  memberships: z.array(z.object({ project: shown('web'), role: shown('member') })),
  groups: z.array(shown('marketing')),
  permissions: z.object({
    everywhere: z.array(shown('token:read')).meta({ description: '`*`: everything.' }),
    projects: z.record(z.string(), z.array(z.string())).meta({ example: { web: ['token:*', 'namespace:*'] } }),
  }),
}).meta({ id: 'UserDetails' });
export type UserDetails = z.infer<typeof UserDetails>;

export const Role = z
  .object({
    name: shown('developer'),
    description: z.string().nullable(),
    permissions: z.array(shown('token:*@staging')),
    builtIn: z.boolean(),
    for: z
      .enum(['root', 'project', 'both'])
      .meta({ description: 'Where it may be given; custom roles in both places.' }),
    createdAt: Instant.nullable(),
  })
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;
export const RoleList = z.object({ items: z.array(Role) }).meta({ id: 'RoleList' });
const Permissions = z.array(Permission).max(100);
const RoleDescription = text(255);
export const CreateRoleBody = z
  .strictObject({ name: RoleName, description: RoleDescription.optional(), permissions: Permissions })
  .meta({
    id: 'CreateRole',
    example: { name: 'developer', permissions: ['token:*@staging', 'namespace:read', 'namespace:write'] },
  });
export type CreateRoleBody = z.infer<typeof CreateRoleBody>;
export const PatchRoleBody = z
  .strictObject({ description: RoleDescription.nullable().optional(), permissions: Permissions.optional() })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchRole', example: { permissions: ['token:*', 'namespace:read'] } });
export type PatchRoleBody = z.infer<typeof PatchRoleBody>;

export const Group = z
  .object({ id: shown('marketing'), name: shown('Marketing'), createdAt: Instant })
  .meta({ id: 'Group' });
export type Group = z.infer<typeof Group>;
export const GroupList = z
  .object({ items: z.array(Group), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'GroupList' });
export const CreateGroupBody = z
  .strictObject({ id: Slug, name: text(100, 1) })
  .meta({ id: 'CreateGroup', example: { id: 'marketing', name: 'Marketing' } });
export type CreateGroupBody = z.infer<typeof CreateGroupBody>;
export const PatchGroupBody = z.strictObject({ name: GroupName }).meta({ id: 'PatchGroup' });
export type PatchGroupBody = z.infer<typeof PatchGroupBody>;

/** A person of a group. */
export const GroupMember = z
  .object({ user: UserId, email: shown('ada@example.com'), name: shown('Ada'), createdAt: Instant })
  .meta({ id: 'GroupMember' });
export type GroupMember = z.infer<typeof GroupMember>;
export const GroupMemberList = z
  .object({ items: z.array(GroupMember), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'GroupMemberList' });

/** A person of a project, with the role there. */
export const Member = GroupMember.extend({ project: shown('web'), role: shown('member') }).meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const MemberList = z
  .object({ items: z.array(Member), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'MemberList' });
export const PutMemberBody = z.strictObject({ role: RoleName }).meta({ id: 'PutMember', example: { role: 'member' } });
export type PutMemberBody = z.infer<typeof PutMemberBody>;
