-- Sessions of the console, and what it shows of use: by hour for the deployment, by day for each token.

-- The token of a session lies sealed in its cookie; here stands only that the session has not ended.
CREATE TABLE sessions (
  digest BLOB PRIMARY KEY,
  token_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_token ON sessions (token_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- `hour`: hours since 1970. `outcome`: 'accepted', or the error code of the refusal. `project`: '' where it is no single one.
CREATE TABLE request_counts (
  hour INTEGER NOT NULL,
  project TEXT NOT NULL,
  outcome TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, project, outcome)
) STRICT, WITHOUT ROWID;

-- `day`: days since 1970. The day comes first: days that are past go as one range, and a token's are so many seeks.
CREATE TABLE token_uses (
  day INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY (day, token_id)
) STRICT, WITHOUT ROWID;

-- Two of the list's filters, which few tokens pass.
CREATE INDEX tokens_unused ON tokens (id) WHERE last_used_at IS NULL AND revoked_at IS NULL;
CREATE INDEX tokens_overlapping ON tokens (overlap_ends_at, id) WHERE overlap_ends_at IS NOT NULL AND revoked_at IS NULL;
