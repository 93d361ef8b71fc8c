-- Access keys of clouds, sealed; the properties that put the gateway in front of an origin; tokens that sign S3 requests.

CREATE TABLE access_keys (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  authentication_method TEXT NOT NULL CHECK (authentication_method IN ('AWS4_HMAC_SHA256', 'GOOG4_HMAC_SHA256')),
  security_network TEXT NOT NULL CHECK (security_network IN ('STANDARD_TLS', 'ENHANCED_TLS')),
  additional_cdn TEXT CHECK (additional_cdn IN ('RUSSIA_CDN', 'CHINA_CDN')),
  note TEXT,
  -- Version numbers only go up: the highest there ever was.
  latest_version INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (project, name)
) STRICT;

-- `sealed` opens only with the key's id and the version's number; `root_key_id` names the root key that it is sealed under.
CREATE TABLE access_key_versions (
  access_key_id INTEGER NOT NULL REFERENCES access_keys (id),
  version INTEGER NOT NULL,
  guid TEXT NOT NULL UNIQUE,
  cloud_access_key_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  root_key_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('PENDING_ACTIVATION', 'ACTIVE', 'PENDING_DELETION')),
  status_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (access_key_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_key_versions_leaving ON access_key_versions (status_at) WHERE status = 'PENDING_DELETION';
CREATE INDEX access_key_versions_by_root_key ON access_key_versions (root_key_id);

-- What was asked for and what came of it. `request` is what the body for a new key said, without the credentials.
CREATE TABLE access_key_requests (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('key', 'version')),
  project TEXT NOT NULL,
  access_key_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('IN_PROGRESS', 'DONE', 'FAILED')),
  reason TEXT,
  request TEXT,
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX access_key_requests_open ON access_key_requests (requested_at) WHERE status = 'IN_PROGRESS';
CREATE INDEX access_key_requests_ended ON access_key_requests (ended_at) WHERE ended_at IS NOT NULL;

-- Questions which properties use a version, answered behind the request.
CREATE TABLE access_key_lookups (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL,
  access_key_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('SUBMITTED', 'COMPLETE', 'ERROR')),
  properties TEXT,
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX access_key_lookups_open ON access_key_lookups (requested_at) WHERE status = 'SUBMITTED';
CREATE INDEX access_key_lookups_ended ON access_key_lookups (ended_at) WHERE ended_at IS NOT NULL;

-- `change` grows with all that the edge must hear of: what is active, where, and the key that it signs with.
CREATE TABLE properties (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  change INTEGER NOT NULL,
  latest_version INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (project, name)
) STRICT;

CREATE TABLE property_versions (
  property_id INTEGER NOT NULL REFERENCES properties (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  note TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  -- From then on the version never changes.
  first_activated_at INTEGER,
  PRIMARY KEY (property_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE property_activations (
  id INTEGER PRIMARY KEY,
  property_id INTEGER NOT NULL REFERENCES properties (id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('ACTIVATE', 'DEACTIVATE')),
  version INTEGER NOT NULL,
  environment TEXT NOT NULL,
  note TEXT,
  notify TEXT NOT NULL,
  -- Of `notify`, whom nobody has told yet.
  untold TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX property_activations_by_property ON property_activations (property_id, id);
CREATE INDEX property_activations_untold ON property_activations (id) WHERE untold IS NOT NULL;

-- A key version stays while an active property signs with it.
CREATE TABLE active_properties (
  property_id INTEGER NOT NULL REFERENCES properties (id),
  environment TEXT NOT NULL REFERENCES environments (id),
  version INTEGER NOT NULL,
  access_key_version_guid TEXT REFERENCES access_key_versions (guid),
  activation_id INTEGER NOT NULL,
  activated_at INTEGER NOT NULL,
  PRIMARY KEY (property_id, environment)
) STRICT, WITHOUT ROWID;
CREATE INDEX active_properties_by_key ON active_properties (access_key_version_guid)
WHERE access_key_version_guid IS NOT NULL;
CREATE INDEX active_properties_by_environment ON active_properties (environment);

-- A hostname leads to one property in one environment; with a bucket, to that bucket of it.
CREATE TABLE property_hostnames (
  hostname TEXT NOT NULL PRIMARY KEY,
  property_id INTEGER NOT NULL,
  environment TEXT NOT NULL,
  bucket TEXT,
  FOREIGN KEY (property_id, environment) REFERENCES active_properties (property_id, environment) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX property_hostnames_by_property ON property_hostnames (property_id, environment);

-- Such a token signs S3 requests and does nothing else; its secret's digest is that of its access key id.
ALTER TABLE tokens ADD COLUMN s3 INTEGER NOT NULL DEFAULT 0 CHECK (s3 IN (0, 1));
