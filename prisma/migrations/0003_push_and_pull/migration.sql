-- Keys of programs that push: only the hash is kept.
CREATE TABLE "api_token" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_token_token_sha256_key" ON "api_token"("token_sha256");

-- Buckets and queues that the worker looks after.
CREATE TABLE "watched_source" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "region" TEXT,
    "endpoint" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_run_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "cursor" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "watched_source_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "watched_source_url_key" ON "watched_source"("url");

-- Messages that nothing could be made of, taken off their queue.
CREATE TABLE "poison_message" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "message_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL,

    CONSTRAINT "poison_message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "poison_message_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "watched_source"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "poison_message_source_id_message_id_key" ON "poison_message"("source_id", "message_id");

-- Objects that were read, by the bundle that read them.
CREATE TABLE "s3_object" (
    "bucket" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "bundle_id" INTEGER NOT NULL,

    CONSTRAINT "s3_object_pkey" PRIMARY KEY ("bucket","key","etag"),
    CONSTRAINT "s3_object_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "bundle"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "s3_object_bundle_id_idx" ON "s3_object"("bundle_id");

-- Who sent a bundle, and under which key, so that a repeated request makes no second one. Which source it came from.
ALTER TABLE "bundle"
  ADD COLUMN "api_token_id" INTEGER,
  ADD COLUMN "request_key" TEXT,
  ADD COLUMN "watched_source_id" INTEGER;
CREATE UNIQUE INDEX "bundle_api_token_id_request_key_key" ON "bundle"("api_token_id", "request_key");
CREATE INDEX "bundle_watched_source_id_idx" ON "bundle"("watched_source_id");
