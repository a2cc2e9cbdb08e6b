-- What a member is and how its bytes are kept.
ALTER TABLE "bundle_member"
  ADD COLUMN "same_as" INTEGER,
  ADD COLUMN "content_sha256" TEXT,
  ADD COLUMN "content_bytes" BIGINT,
  ADD COLUMN "header" TEXT,
  ADD COLUMN "lacks" TEXT[],
  ADD COLUMN "kept_as" TEXT NOT NULL DEFAULT 'segments';
CREATE INDEX "bundle_member_same_as_idx" ON "bundle_member"("same_as");
CREATE INDEX "bundle_member_content_sha256_idx" ON "bundle_member"("content_sha256");

ALTER TABLE "bundle" ADD COLUMN "known" INTEGER NOT NULL DEFAULT 0;

-- Bytes of members that their segments do not give back as they came.
CREATE TABLE "evidence_original" (
    "member_id" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "evidence_original_pkey" PRIMARY KEY ("member_id","part")
);
CREATE INDEX "evidence_original_bundle_id_idx" ON "evidence_original"("bundle_id");
-- Segments and originals are compressed already.
ALTER TABLE "evidence_original" ALTER COLUMN "data" SET STORAGE EXTERNAL;
ALTER TABLE "evidence_segment" ALTER COLUMN "data" SET STORAGE EXTERNAL;

-- Events of lossy forms say which fields they cannot have.
ALTER TABLE "event" ADD COLUMN "lacks" TEXT[];

-- Where else an event lies: other bundles that hold the same record.
CREATE TABLE "event_copy" (
    "event_id" UUID NOT NULL,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "segment_id" BIGINT NOT NULL,
    "record_offset" INTEGER NOT NULL,
    "record_length" INTEGER NOT NULL,
    "bundle_id" INTEGER NOT NULL,

    CONSTRAINT "event_copy_pkey" PRIMARY KEY ("event_id","event_time","segment_id","record_offset")
);
CREATE INDEX "event_copy_bundle_id_idx" ON "event_copy"("bundle_id");
CREATE INDEX "event_conflict_bundle_id_idx" ON "event_conflict"("bundle_id");

-- Hours by bundle: what a bundle covers (records), and what of it became an event by it (events).
DROP TABLE "activity_hour";
CREATE TABLE "activity_hour" (
    "bundle_id" INTEGER NOT NULL,
    "account_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "records" BIGINT NOT NULL,
    "events" BIGINT NOT NULL,

    CONSTRAINT "activity_hour_pkey" PRIMARY KEY ("bundle_id","account_id","region","hour")
);
CREATE INDEX "activity_hour_hour_idx" ON "activity_hour"("hour");
INSERT INTO "activity_hour"
SELECT bundle_id, coalesce(cloud_account_id, ''), coalesce(cloud_region, ''), date_trunc('hour', event_time, 'UTC'),
       count(*), count(*)
  FROM "event" GROUP BY 1, 2, 3, 4;

-- Digest files as they were read, and the keys that analysts supply to check them.
CREATE TABLE "digest" (
    "member_id" INTEGER NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "digest_pkey" PRIMARY KEY ("member_id"),
    CONSTRAINT "digest_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "bundle"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "digest_bundle_id_idx" ON "digest"("bundle_id");
CREATE TABLE "trail_public_key" (
    "fingerprint" TEXT NOT NULL,
    "der" BYTEA NOT NULL,
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trail_public_key_pkey" PRIMARY KEY ("fingerprint")
);

-- Secondary indexes belong to the partitions: a month that starts empty gets them after its first load, which costs a
-- third of keeping them up row by row (lib/ingest/index-months).
DROP INDEX "event_event_action_event_time_idx";
DROP INDEX "event_user_identity_arn_event_time_idx";
DROP INDEX "event_access_key_id_event_time_idx";
DROP INDEX "event_source_address_event_time_idx";
DROP INDEX "event_related_hosts_idx";
