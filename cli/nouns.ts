import type { Command } from 'commander';
import { addAccessKeyAddVersion } from './commands/access-key/add-version.ts';
import { addAccessKeyCreate } from './commands/access-key/create.ts';
import { addAccessKeyDelete } from './commands/access-key/delete.ts';
import { addAccessKeyDeleteVersion } from './commands/access-key/delete-version.ts';
import { addAccessKeyGet } from './commands/access-key/get.ts';
import { addAccessKeyList } from './commands/access-key/list.ts';
import { addAccessKeyLookedUp, addAccessKeyLookUp } from './commands/access-key/look-up.ts';
import { addAccessKeyProperties } from './commands/access-key/properties.ts';
import { addAccessKeyRequest } from './commands/access-key/request.ts';
import { addAccessKeyVersion } from './commands/access-key/version.ts';
import { addAccessKeyVersions } from './commands/access-key/versions.ts';
import { addClientCreate } from './commands/client/create.ts';
import { addClientDelete } from './commands/client/delete.ts';
import { addClientGet } from './commands/client/get.ts';
import { addClientList } from './commands/client/list.ts';
import { addClientUpdate } from './commands/client/update.ts';
import { addHealth } from './commands/deployment/health.ts';
import { addLogin } from './commands/deployment/login.ts';
import { addLogout } from './commands/deployment/logout.ts';
import { addSetup } from './commands/deployment/setup.ts';
import { addWhoami } from './commands/deployment/whoami.ts';
import { addEnvironmentCreate } from './commands/environment/create.ts';
import { addEnvironmentDelete } from './commands/environment/delete.ts';
import { addEnvironmentGet } from './commands/environment/get.ts';
import { addEnvironmentList } from './commands/environment/list.ts';
import { addEventExport } from './commands/event/export.ts';
import { addEventList } from './commands/event/list.ts';
import { addEventVerify } from './commands/event/verify.ts';
import { addGroupAdd } from './commands/group/add.ts';
import { addGroupCreate } from './commands/group/create.ts';
import { addGroupDelete } from './commands/group/delete.ts';
import { addGroupGet } from './commands/group/get.ts';
import { addGroupList } from './commands/group/list.ts';
import { addGroupMembers } from './commands/group/members.ts';
import { addGroupRemove } from './commands/group/remove.ts';
import { addGroupRename } from './commands/group/rename.ts';
import { addItemDelete } from './commands/item/delete.ts';
import { addItemGet } from './commands/item/get.ts';
import { addItemList } from './commands/item/list.ts';
import { addItemPut } from './commands/item/put.ts';
import { addMemberAdd } from './commands/member/add.ts';
import { addMemberList } from './commands/member/list.ts';
import { addMemberRemove } from './commands/member/remove.ts';
import { addMemberUpdate } from './commands/member/update.ts';
import { addNamespaceCreate } from './commands/namespace/create.ts';
import { addNamespaceDelete } from './commands/namespace/delete.ts';
import { addNamespaceGet } from './commands/namespace/get.ts';
import { addNamespaceList } from './commands/namespace/list.ts';
import { addNamespaceUpdate } from './commands/namespace/update.ts';
import { addNotificationList } from './commands/notification/list.ts';
import { addNotificationRedeliver } from './commands/notification/redeliver.ts';
import { addProfileList } from './commands/profile/list.ts';
import { addProfileRemove } from './commands/profile/remove.ts';
import { addProfileSet } from './commands/profile/set.ts';
import { addProfileShow } from './commands/profile/show.ts';
import { addProjectCreate } from './commands/project/create.ts';
import { addProjectDelete } from './commands/project/delete.ts';
import { addProjectGet } from './commands/project/get.ts';
import { addProjectList } from './commands/project/list.ts';
import { addProjectRename } from './commands/project/rename.ts';
import { addPropertyActivate, addPropertyDeactivate } from './commands/property/activate.ts';
import { addPropertyActivations } from './commands/property/activations.ts';
import { addPropertyCreate } from './commands/property/create.ts';
import { addPropertyDelete } from './commands/property/delete.ts';
import { addPropertyGet } from './commands/property/get.ts';
import { addPropertyList } from './commands/property/list.ts';
import { addPropertySave } from './commands/property/save.ts';
import { addPropertySchema } from './commands/property/schema.ts';
import { addPropertyVersion } from './commands/property/version.ts';
import { addPropertyVersions } from './commands/property/versions.ts';
import { addRequestList } from './commands/request/list.ts';
import { addRoleCreate } from './commands/role/create.ts';
import { addRoleDelete } from './commands/role/delete.ts';
import { addRoleGet } from './commands/role/get.ts';
import { addRoleList } from './commands/role/list.ts';
import { addRoleUpdate } from './commands/role/update.ts';
import { addS3Credentials } from './commands/s3/credentials.ts';
import { addSettingsShow } from './commands/settings/show.ts';
import { addSigningKeyDelete } from './commands/signing-key/delete.ts';
import { addSigningKeyList } from './commands/signing-key/list.ts';
import { addSigningKeyRotate } from './commands/signing-key/rotate.ts';
import { addSubscriptionCreate } from './commands/subscription/create.ts';
import { addSubscriptionDelete } from './commands/subscription/delete.ts';
import { addSubscriptionGet } from './commands/subscription/get.ts';
import { addSubscriptionList } from './commands/subscription/list.ts';
import { addSubscriptionRotate } from './commands/subscription/rotate.ts';
import { addSubscriptionTest } from './commands/subscription/test.ts';
import { addSubscriptionUpdate } from './commands/subscription/update.ts';
import { addSweepList } from './commands/sweep/list.ts';
import { addSweepRun } from './commands/sweep/run.ts';
import { addTokenCreate } from './commands/token/create.ts';
import { addTokenEvents } from './commands/token/events.ts';
import { addTokenExpirations } from './commands/token/expirations.ts';
import { addTokenGet } from './commands/token/get.ts';
import { addTokenImport } from './commands/token/import.ts';
import { addTokenList } from './commands/token/list.ts';
import { addTokenRedeem } from './commands/token/redeem.ts';
import { addTokenRefresh } from './commands/token/refresh.ts';
import { addTokenRevoke } from './commands/token/revoke.ts';
import { addTokenRevokeAll } from './commands/token/revoke-all.ts';
import { addTokenSecret } from './commands/token/secret.ts';
import { addTokenSelf } from './commands/token/self.ts';
import { addTokenSelfRefresh } from './commands/token/self-refresh.ts';
import { addTokenSelfRevoke } from './commands/token/self-revoke.ts';
import { addTokenShare } from './commands/token/share.ts';
import { addTokenShares } from './commands/token/shares.ts';
import { addTokenSwitches } from './commands/token/switch.ts';
import { addTokenUnshare } from './commands/token/unshare.ts';
import { addTokenUpdate } from './commands/token/update.ts';
import { addTokenUses } from './commands/token/uses.ts';
import { addTokenVerify } from './commands/token/verify.ts';
import { addTrustCreate } from './commands/trust/create.ts';
import { addTrustDelete } from './commands/trust/delete.ts';
import { addTrustGet } from './commands/trust/get.ts';
import { addTrustList } from './commands/trust/list.ts';
import { addTrustUpdate } from './commands/trust/update.ts';
import { addUserCreate } from './commands/user/create.ts';
import { addUserGet } from './commands/user/get.ts';
import { addUserList } from './commands/user/list.ts';
import { addUserPassword } from './commands/user/password.ts';
import { addUserRemove } from './commands/user/remove.ts';
import { addUserSwitches } from './commands/user/switch.ts';
import { addUserUpdate } from './commands/user/update.ts';
import type { World } from './world.ts';

type AddVerb = (noun: Command, world: World) => void;

/** Verbs that stand without a noun. */
export const ALONE: readonly AddVerb[] = [addSetup, addHealth, addLogin, addLogout, addWhoami];

/** Every noun with its verbs, in the order of the help. */
export const NOUNS: readonly { name: string; description: string; verbs: readonly AddVerb[] }[] = [
  {
    name: 'profile',
    description: 'addresses and tokens that this machine keeps',
    verbs: [addProfileList, addProfileShow, addProfileSet, addProfileRemove],
  },
  {
    name: 'token',
    description: 'issue, watch, replace and revoke tokens',
    verbs: [
      addTokenCreate,
      addTokenList,
      addTokenExpirations,
      addTokenGet,
      addTokenEvents,
      addTokenUses,
      addTokenUpdate,
      addTokenRevoke,
      addTokenRefresh,
      addTokenSwitches,
      addTokenSecret,
      addTokenRevokeAll,
      addTokenShare,
      addTokenShares,
      addTokenUnshare,
      addTokenRedeem,
      addTokenImport,
      addTokenVerify,
      addTokenSelf,
      addTokenSelfRefresh,
      addTokenSelfRevoke,
    ],
  },
  {
    name: 'project',
    description: 'projects, the unit of isolation',
    verbs: [addProjectCreate, addProjectList, addProjectGet, addProjectRename, addProjectDelete],
  },
  {
    name: 'environment',
    description: 'environments, as staging and production',
    verbs: [addEnvironmentCreate, addEnvironmentList, addEnvironmentGet, addEnvironmentDelete],
  },
  {
    name: 'namespace',
    description: 'namespaces, where a project keeps items',
    verbs: [addNamespaceCreate, addNamespaceList, addNamespaceGet, addNamespaceUpdate, addNamespaceDelete],
  },
  {
    name: 'item',
    description: 'items: bytes under a key in a namespace',
    verbs: [addItemGet, addItemPut, addItemDelete, addItemList],
  },
  {
    name: 'user',
    description: 'people: who they are, and their root role',
    verbs: [addUserCreate, addUserList, addUserGet, addUserUpdate, addUserSwitches, addUserRemove, addUserPassword],
  },
  {
    name: 'role',
    description: 'named sets of permissions',
    verbs: [addRoleCreate, addRoleList, addRoleGet, addRoleUpdate, addRoleDelete],
  },
  {
    name: 'group',
    description: 'access groups, which guard namespaces and clients',
    verbs: [
      addGroupCreate,
      addGroupList,
      addGroupGet,
      addGroupRename,
      addGroupDelete,
      addGroupMembers,
      addGroupAdd,
      addGroupRemove,
    ],
  },
  {
    name: 'member',
    description: 'the people of a project, and their roles there',
    verbs: [addMemberAdd, addMemberList, addMemberUpdate, addMemberRemove],
  },
  {
    name: 'client',
    description: 'clients that tokens can be locked to',
    verbs: [addClientCreate, addClientList, addClientGet, addClientUpdate, addClientDelete],
  },
  {
    name: 'trust',
    description: 'issuers of other systems, as a CI, whose tokens are exchanged',
    verbs: [addTrustCreate, addTrustList, addTrustGet, addTrustUpdate, addTrustDelete],
  },
  {
    name: 'access-key',
    description: 'keys of clouds, kept sealed, that properties sign with',
    verbs: [
      addAccessKeyCreate,
      addAccessKeyAddVersion,
      addAccessKeyRequest,
      addAccessKeyList,
      addAccessKeyGet,
      addAccessKeyVersions,
      addAccessKeyVersion,
      addAccessKeyProperties,
      addAccessKeyLookUp,
      addAccessKeyLookedUp,
      addAccessKeyDeleteVersion,
      addAccessKeyDelete,
    ],
  },
  {
    name: 'property',
    description: 'hostnames at the edge: who is let in, and which origin answers',
    verbs: [
      addPropertyCreate,
      addPropertySave,
      addPropertyList,
      addPropertyGet,
      addPropertyVersions,
      addPropertyVersion,
      addPropertyActivate,
      addPropertyDeactivate,
      addPropertyActivations,
      addPropertyDelete,
      addPropertySchema,
    ],
  },
  {
    name: 's3',
    description: 'credentials for the tools that speak S3',
    verbs: [addS3Credentials],
  },
  {
    name: 'subscription',
    description: 'mail addresses and webhooks that are told of what becomes of tokens',
    verbs: [
      addSubscriptionCreate,
      addSubscriptionList,
      addSubscriptionGet,
      addSubscriptionUpdate,
      addSubscriptionDelete,
      addSubscriptionRotate,
      addSubscriptionTest,
    ],
  },
  {
    name: 'notification',
    description: 'what was owed, tried and delivered',
    verbs: [addNotificationList, addNotificationRedeliver],
  },
  {
    name: 'signing-key',
    description: 'the keys that sign tokens (JWT)',
    verbs: [addSigningKeyList, addSigningKeyRotate, addSigningKeyDelete],
  },
  {
    name: 'settings',
    description: 'what the deployment allows and keeps',
    verbs: [addSettingsShow],
  },
  {
    name: 'sweep',
    description: 'the scheduled jobs, and what they did',
    verbs: [addSweepRun, addSweepList],
  },
  {
    name: 'request',
    description: 'requests with a token: how many were accepted, how many refused, and why',
    verbs: [addRequestList],
  },
  {
    name: 'event',
    description: 'the audit trail: who did what, and whether it stands as it was written',
    verbs: [addEventList, addEventExport, addEventVerify],
  },
];
