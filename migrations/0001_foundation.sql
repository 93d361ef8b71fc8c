-- Times are whole seconds since 1970, UTC. Tables are STRICT so that a wrong type fails at the write.
-- Small rows: integer keys and BLOB digests (docs/design/tokens.md has the measurements).

CREATE TABLE deployment (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  root_key_id TEXT NOT NULL,
  set_up_at INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;

CREATE TABLE environments (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO environments (id, name, created_at)
VALUES ('staging', 'Staging', unixepoch()), ('production', 'Production', unixepoch());

CREATE TABLE projects (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE namespaces (
  project TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  group_name TEXT,
  retention_days INTEGER NOT NULL CHECK (retention_days BETWEEN 0 AND 3650),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (project, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  projects TEXT NOT NULL,
  environments TEXT NOT NULL,
  grants TEXT NOT NULL,
  allowed_ips TEXT,
  allowed_origins TEXT,
  not_before INTEGER,
  -- 253402300800, the second after 9999-12-31T23:59:59Z, stands for never: a range over the index then needs no OR.
  expires_at INTEGER NOT NULL,
  owner_id INTEGER REFERENCES users (id),
  created_at INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  secret_number INTEGER NOT NULL,
  overlap_ends_at INTEGER,
  retrievable INTEGER NOT NULL,
  disabled_at INTEGER,
  revoked_at INTEGER,
  revocation_reason TEXT
) STRICT;

CREATE INDEX tokens_by_expiry ON tokens (expires_at, id) WHERE revoked_at IS NULL;
CREATE INDEX tokens_by_name ON tokens (name, id);
CREATE INDEX tokens_by_owner ON tokens (owner_id, id);
CREATE INDEX tokens_by_type ON tokens (type, id);
CREATE INDEX tokens_revoked ON tokens (revoked_at, id) WHERE revoked_at IS NOT NULL;
CREATE INDEX tokens_disabled ON tokens (disabled_at, id) WHERE disabled_at IS NOT NULL;
CREATE INDEX tokens_delayed ON tokens (not_before, id) WHERE not_before IS NOT NULL;

-- One row a secret: the newest has no end; a replaced one ends at the refresh, or with its overlap.
CREATE TABLE secrets (
  digest BLOB NOT NULL PRIMARY KEY,
  token_id INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  ends_at INTEGER,
  sealed BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX secrets_by_token ON secrets (token_id, number);

-- What a token has several of, one row each: `project:web`, `environment:staging`, `namespace:web/marketing`, `origin:https://…`.
CREATE TABLE token_facets (
  facet TEXT NOT NULL,
  token_id INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
  PRIMARY KEY (facet, token_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_facets_by_token ON token_facets (token_id);

-- Substring search over name, description and owner, by index.
CREATE VIRTUAL TABLE token_search USING fts5(name, description, owner, tokenize = 'trigram', content = '', contentless_delete = 1);

CREATE TRIGGER tokens_search_insert AFTER INSERT ON tokens BEGIN
  INSERT INTO token_search (rowid, name, description, owner)
  VALUES (new.id, new.name, new.description, (SELECT email || ' ' || name FROM users WHERE id = new.owner_id));
END;

CREATE TRIGGER tokens_search_update AFTER UPDATE OF name, description ON tokens BEGIN
  DELETE FROM token_search WHERE rowid = old.id;
  INSERT INTO token_search (rowid, name, description, owner)
  VALUES (new.id, new.name, new.description, (SELECT email || ' ' || name FROM users WHERE id = new.owner_id));
END;

CREATE TRIGGER tokens_search_delete AFTER DELETE ON tokens BEGIN
  DELETE FROM token_search WHERE rowid = old.id;
END;

-- The audit trail.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  project TEXT,
  before TEXT,
  after TEXT,
  address TEXT,
  user_agent TEXT,
  request_id TEXT NOT NULL
) STRICT;

CREATE INDEX events_by_target ON events (target, id);

-- What KV has yet to be told: a token to publish, or a bulk revocation to walk (key: the last token done).
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('token', 'epoch')),
  key INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL
) STRICT;

CREATE INDEX outbox_by_creation ON outbox (created_at);

-- The change feed: what every isolate must learn of within the staleness bound.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('token', 'user', 'epoch')),
  key INTEGER NOT NULL,
  version INTEGER NOT NULL,
  epoch TEXT
) STRICT;

CREATE INDEX changes_by_time ON changes (at, seq);

-- Answers kept for a day so that a lost one can be had again; the answer is sealed.
CREATE TABLE idempotency (
  key BLOB NOT NULL PRIMARY KEY,
  request_digest BLOB NOT NULL,
  sealed BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
