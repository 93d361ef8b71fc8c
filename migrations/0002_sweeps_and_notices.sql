-- Sweeps, notices and the chained audit trail.

-- Where people reach the deployment, as the request that set it up did: notices link there.
ALTER TABLE deployment ADD COLUMN origin TEXT;

ALTER TABLE tokens ADD COLUMN last_used_at INTEGER;
-- The last day (since 1970) on which the token was issued, enabled or used: its index moves once a day, not with each use.
ALTER TABLE tokens ADD COLUMN active_day INTEGER NOT NULL DEFAULT 0;
UPDATE tokens SET active_day = issued_at / 86400;
CREATE INDEX tokens_by_activity ON tokens (type, active_day) WHERE revoked_at IS NULL AND disabled_at IS NULL;

-- A purge deletes from the search index by the thousand: merged sooner and in smaller parts, no statement waits for a large one.
INSERT INTO token_search (token_search, rank) VALUES ('deletemerge', 30);

-- What a request publishes right after its change, among a backlog of others.
CREATE INDEX outbox_by_key ON outbox (kind, key);

-- One row a run of a job. A run that was killed has no end.
CREATE TABLE sweeps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  counts TEXT NOT NULL,
  error TEXT
) STRICT;

CREATE INDEX sweeps_by_job ON sweeps (job, id);
CREATE INDEX sweeps_by_start ON sweeps (started_at);

-- How far a walk has come: `expiring:<seconds>` and `expired` over (expires_at, id), `events` over event ids;
-- `round` and `round.short` number the digests. Nothing from before this migration is announced.
CREATE TABLE watermarks (
  name TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO watermarks (name, at, id) VALUES ('expired', unixepoch(), 0), ('round', 1, 0), ('round.short', 1, 0);
INSERT INTO watermarks (name, at, id) SELECT 'events', coalesce(max(id), 0), 0 FROM events;
-- Events up to here were written before signatures existed.
INSERT INTO watermarks (name, at, id) SELECT 'unsigned', coalesce(max(id), 0), 0 FROM events;

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
  address TEXT NOT NULL,
  description TEXT,
  events TEXT NOT NULL,
  thresholds TEXT NOT NULL,
  project TEXT,
  namespace TEXT,
  type TEXT,
  filter_owner_id INTEGER,
  secret BLOB,
  previous_secret BLOB,
  previous_secret_ends_at INTEGER,
  -- Who is told when deliveries stop.
  owner_id INTEGER REFERENCES users (id),
  created_at INTEGER NOT NULL,
  disabled_at INTEGER,
  disabled_reason TEXT
) STRICT;

-- One message owed to one recipient. `gathering`: its digest is still being collected.
CREATE TABLE notifications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subscription_id INTEGER,
  channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
  event TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('gathering', 'pending', 'delivered', 'failed', 'dropped')),
  created_at INTEGER NOT NULL,
  replayed INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  first_attempt_at INTEGER,
  last_attempt_at INTEGER,
  -- When it is next due; moved ahead while it lies in the queue.
  next_attempt_at INTEGER NOT NULL,
  ended_at INTEGER,
  last_status INTEGER,
  last_answer TEXT
) STRICT;

CREATE UNIQUE INDEX notifications_once ON notifications (digest, recipient, event);
CREATE INDEX notifications_due ON notifications (next_attempt_at, id) WHERE status = 'pending';
CREATE INDEX notifications_gathering ON notifications (digest) WHERE status = 'gathering';
CREATE INDEX notifications_by_status ON notifications (status, id);
CREATE INDEX notifications_by_subscription ON notifications (subscription_id, id);
CREATE INDEX notifications_by_creation ON notifications (created_at);

-- What a notification tells of: a threshold that a token crossed (0: its end), or an event of the audit trail.
CREATE TABLE notices (
  token_id INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  threshold_seconds INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  notification_id INTEGER NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
  -- The token as it was then: an expired one is purged before its notice is delivered.
  detail TEXT NOT NULL,
  superseded INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (token_id, expires_at, threshold_seconds, event_id, recipient)
) STRICT, WITHOUT ROWID;

CREATE INDEX notices_by_notification ON notices (notification_id);

-- `signature` is made with the row; `previous_hash` and `hash` chain it to the row before, soon after.
ALTER TABLE events ADD COLUMN signature BLOB;
ALTER TABLE events ADD COLUMN previous_hash BLOB;
ALTER TABLE events ADD COLUMN hash BLOB;

CREATE INDEX events_unsealed ON events (id) WHERE hash IS NULL;
CREATE INDEX events_by_time ON events (at, id);
CREATE INDEX events_by_actor ON events (actor, at, id);
CREATE INDEX events_by_action ON events (action, at, id);
CREATE INDEX events_by_project ON events (project, at, id) WHERE project IS NOT NULL;
DROP INDEX events_by_target;
CREATE INDEX events_by_target ON events (target, at, id);
