-- Signed tokens (JWT), the keys that sign them, and who else's tokens are exchanged for ours.

-- The latest `exp` of a token's JWTs; null: the token is opaque. Its row stays until then, for the status list.
ALTER TABLE tokens ADD COLUMN signed_until INTEGER;
ALTER TABLE tokens ADD COLUMN audience TEXT;
-- RFC 7638 thumbprint of the key that the holder proves by DPoP.
ALTER TABLE tokens ADD COLUMN dpop_key TEXT;
-- What a token was exchanged from: another token, or the token of a trusted issuer.
ALTER TABLE tokens ADD COLUMN parent_id INTEGER;
ALTER TABLE tokens ADD COLUMN trust_id INTEGER;

CREATE INDEX tokens_derived ON tokens (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX tokens_trusted ON tokens (trust_id) WHERE trust_id IS NOT NULL;
CREATE INDEX tokens_signed_stopped ON tokens (id)
WHERE signed_until IS NOT NULL AND (revoked_at IS NOT NULL OR disabled_at IS NOT NULL);

-- Where a JWT's status stands. Drawn at random; free again when the row goes, an hour after the JWT's end.
ALTER TABLE secrets ADD COLUMN status_list INTEGER;
ALTER TABLE secrets ADD COLUMN status_index INTEGER;
-- The `exp` of this JWT; one that was replaced goes an hour later.
ALTER TABLE secrets ADD COLUMN signed_until INTEGER;
CREATE INDEX secrets_signed_ended ON secrets (signed_until) WHERE signed_until IS NOT NULL AND ends_at IS NOT NULL;
CREATE UNIQUE INDEX secrets_by_status ON secrets (status_list, status_index) WHERE status_list IS NOT NULL;
CREATE INDEX secrets_status_ended ON secrets (status_list, ends_at, status_index)
WHERE status_list IS NOT NULL AND ends_at IS NOT NULL;

-- New statuses are drawn from the list opened last.
CREATE TABLE status_lists (
  number INTEGER PRIMARY KEY,
  opened_at INTEGER NOT NULL
) STRICT;
INSERT INTO status_lists (number, opened_at) VALUES (1, unixepoch());

-- Published from `created_at`, signing from `signs_from` until the next one does, published on until `signed_until`.
CREATE TABLE signing_keys (
  id INTEGER PRIMARY KEY,
  kid TEXT NOT NULL UNIQUE,
  algorithm TEXT NOT NULL,
  public_jwk TEXT NOT NULL,
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  signs_from INTEGER NOT NULL,
  signed_until INTEGER NOT NULL
) STRICT;

-- Issuers of other systems whose tokens are exchanged for ours, and for what.
CREATE TABLE trusted_issuers (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  audience TEXT NOT NULL,
  claims TEXT NOT NULL,
  projects TEXT NOT NULL,
  environments TEXT NOT NULL,
  grants TEXT NOT NULL,
  token_audience TEXT,
  token_seconds INTEGER NOT NULL,
  owner_id INTEGER REFERENCES users (id),
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;
CREATE INDEX trusted_issuers_by_issuer ON trusted_issuers (issuer, id);

-- Proofs of possession that were seen: each is good once.
CREATE TABLE dpop_proofs (
  digest BLOB NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dpop_proofs_by_expiry ON dpop_proofs (expires_at);

-- What was exchanged for a token ends with it, or with the secret that it was exchanged for. A trigger, so that no way
-- of ending a token can forget it; one row in the feed and one in the outbox, however many there are.
CREATE TRIGGER tokens_end_derived AFTER UPDATE OF revoked_at, disabled_at, secret_number ON tokens
WHEN (
  (new.revoked_at IS NOT NULL AND old.revoked_at IS NULL)
  OR (new.disabled_at IS NOT NULL AND old.disabled_at IS NULL)
  OR (new.secret_number > old.secret_number AND new.overlap_ends_at IS NULL)
) AND EXISTS (SELECT 1 FROM tokens WHERE parent_id = new.id AND revoked_at IS NULL)
BEGIN
  UPDATE tokens
  SET revoked_at = coalesce(new.revoked_at, new.disabled_at, new.issued_at), revocation_reason = 'superseded',
    overlap_ends_at = NULL, version = version + 1
  WHERE parent_id = new.id AND revoked_at IS NULL;
  INSERT INTO changes (at, kind, key, version, epoch)
  VALUES (coalesce(new.revoked_at, new.disabled_at, new.issued_at), 'epoch', 0, 0, json_object('parentId', new.id));
  INSERT INTO outbox (kind, key, created_at, claimed_until, scope)
  VALUES ('epoch', 0, coalesce(new.revoked_at, new.disabled_at, new.issued_at), 0, json_object('parentId', new.id));
END;

-- What an issuer's trust gave ends when the trust is changed, disabled or deleted.
CREATE TRIGGER trusted_issuers_end_tokens AFTER UPDATE OF version ON trusted_issuers
WHEN EXISTS (SELECT 1 FROM tokens WHERE trust_id = new.id AND revoked_at IS NULL)
BEGIN
  UPDATE tokens
  SET revoked_at = new.changed_at, revocation_reason = 'superseded', overlap_ends_at = NULL, version = version + 1
  WHERE trust_id = new.id AND revoked_at IS NULL;
  INSERT INTO changes (at, kind, key, version, epoch)
  VALUES (new.changed_at, 'epoch', 0, 0, json_object('trustId', new.id));
  INSERT INTO outbox (kind, key, created_at, claimed_until, scope)
  VALUES ('epoch', 0, new.changed_at, 0, json_object('trustId', new.id));
END;
