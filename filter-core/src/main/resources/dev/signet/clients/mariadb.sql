-- The tables of Signet for MariaDB. The collation is part of them: with most others, utf8mb4_bin among them, a client
-- 'acme' is found for 'acme ', and two such ids cannot be in one table.

CREATE TABLE signet_client (
  id               VARCHAR(128)  NOT NULL PRIMARY KEY,
  label            VARCHAR(200),
  subject          VARCHAR(255),
  scopes           VARCHAR(2000) NOT NULL DEFAULT '',
  roles            VARCHAR(2000) NOT NULL DEFAULT '',
  networks         VARCHAR(2000) NOT NULL DEFAULT '',
  lifetime_s       INTEGER,
  calls_per_second INTEGER,
  burst            INTEGER,
  calls_per_day    BIGINT,
  concurrent       INTEGER,
  disabled         SMALLINT      NOT NULL DEFAULT 0,
  not_before       BIGINT        NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE signet_secret (
  client_id  VARCHAR(128) NOT NULL,
  hash       VARCHAR(255) NOT NULL,
  not_before BIGINT,
  not_after  BIGINT,
  PRIMARY KEY (client_id, hash),
  FOREIGN KEY (client_id) REFERENCES signet_client (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE signet_revoked (
  jti     VARCHAR(255) NOT NULL PRIMARY KEY,
  expires BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX signet_revoked_expires ON signet_revoked (expires);

CREATE TABLE signet_failure (
  caller   CHAR(44) NOT NULL,
  minute   BIGINT   NOT NULL,
  failures INTEGER  NOT NULL,
  PRIMARY KEY (caller, minute)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE signet_quota (
  client_id VARCHAR(128) NOT NULL,
  day       CHAR(10)     NOT NULL,
  calls     BIGINT       NOT NULL,
  PRIMARY KEY (client_id, day)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
