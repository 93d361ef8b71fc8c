-- People: roles, memberships, groups, clients; shares, imported tokens, sign-in by password.

-- Custom roles; the built-in ones are code. Permissions are a JSON list: `token:read`, `namespace:*`, `token:create@staging`.
CREATE TABLE roles (
  name TEXT NOT NULL PRIMARY KEY,
  description TEXT,
  permissions TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX users_by_role ON users (role);

CREATE TABLE members (
  project TEXT NOT NULL REFERENCES projects (id),
  user_id INTEGER NOT NULL REFERENCES users (id),
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (project, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX members_by_user ON members (user_id, project);
CREATE INDEX members_by_role ON members (role);

CREATE TABLE groups (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
  group_id TEXT NOT NULL REFERENCES groups (id),
  user_id INTEGER NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_members_by_user ON group_members (user_id, group_id);

-- A namespace's group was a mere word until now: each becomes a group without people, so nobody but an admin passes it.
INSERT INTO groups (id, name, created_at)
SELECT group_name, group_name, min(created_at) FROM namespaces WHERE group_name IS NOT NULL GROUP BY group_name;
CREATE INDEX namespaces_by_group ON namespaces (group_name) WHERE group_name IS NOT NULL;

-- Registered workloads, and how each proves itself: SHA-256 fingerprints of certificates, address blocks. JSON lists.
CREATE TABLE clients (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  group_name TEXT,
  certificates TEXT NOT NULL,
  allowed_ips TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX clients_by_group ON clients (group_name) WHERE group_name IS NOT NULL;

-- The clients that a token is locked to, a JSON list; NULL: any.
ALTER TABLE tokens ADD COLUMN clients TEXT;

-- 1 where the string was made elsewhere: it has no tag of ours.
ALTER TABLE secrets ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
CREATE INDEX secrets_imported ON secrets (token_id) WHERE imported = 1;

-- What a walk of kind `epoch` goes through, as JSON: {"ownerId"}, {"people"}, {"client"}, {"formerProject"}; NULL: what was revoked then.
ALTER TABLE outbox ADD COLUMN scope TEXT;

-- One-time links that hand a token over. Only the digest of a code is kept; it dies with its first use.
CREATE TABLE shares (
  id INTEGER PRIMARY KEY,
  token_id INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
  code_digest BLOB NOT NULL UNIQUE,
  email TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  redeemed_at INTEGER,
  revoked_at INTEGER
) STRICT;

CREATE INDEX shares_by_token ON shares (token_id, id);
CREATE INDEX shares_by_expiry ON shares (expires_at);

-- Attempts to sign in by password, counted by account and by address; keys are digests.
CREATE TABLE sign_in_attempts (
  key BLOB NOT NULL PRIMARY KEY,
  count INTEGER NOT NULL,
  window_ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_attempts_by_end ON sign_in_attempts (window_ends_at);

-- Search finds a token by its owner's present name and address.
DROP TRIGGER tokens_search_update;
CREATE TRIGGER tokens_search_update AFTER UPDATE OF name, description, owner_id ON tokens BEGIN
  DELETE FROM token_search WHERE rowid = old.id;
  INSERT INTO token_search (rowid, name, description, owner)
  VALUES (new.id, new.name, new.description, (SELECT email || ' ' || name FROM users WHERE id = new.owner_id));
END;

CREATE TRIGGER users_search_update AFTER UPDATE OF email, name ON users
WHEN old.email IS NOT new.email OR old.name IS NOT new.name BEGIN
  DELETE FROM token_search WHERE rowid IN (SELECT id FROM tokens WHERE owner_id = new.id);
  INSERT INTO token_search (rowid, name, description, owner)
  SELECT id, name, description, new.email || ' ' || new.name FROM tokens WHERE owner_id = new.id;
END;

-- A master token is described by its holder's mail address, whatever that is at the time.
CREATE TRIGGER users_describe_masters AFTER UPDATE OF email ON users WHEN old.email IS NOT new.email BEGIN
  UPDATE tokens SET description = new.email, version = version + 1 WHERE owner_id = new.id AND type = 'master';
END;

-- Copies of personal tokens that were made before this say nothing of roles: none is believed, all are made again.
INSERT INTO changes (at, kind, key, version, epoch) SELECT unixepoch(), 'epoch', 0, 0, '{"people":true}' WHERE EXISTS (SELECT 1 FROM users);
INSERT INTO outbox (kind, key, created_at, claimed_until, scope) SELECT 'epoch', 0, unixepoch(), 0, '{"people":true}' WHERE EXISTS (SELECT 1 FROM users);
