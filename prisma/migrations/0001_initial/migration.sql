-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "auth_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "note" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bundle" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "source_paths" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "bytes_total" BIGINT NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "members" INTEGER NOT NULL DEFAULT 0,
    "records" BIGINT NOT NULL DEFAULT 0,
    "inserted" BIGINT NOT NULL DEFAULT 0,
    "duplicates" BIGINT NOT NULL DEFAULT 0,
    "conflicts" BIGINT NOT NULL DEFAULT 0,
    "skipped" BIGINT NOT NULL DEFAULT 0,
    "errors" BIGINT NOT NULL DEFAULT 0,
    "first_event" TIMESTAMPTZ(3),
    "last_event" TIMESTAMPTZ(3),
    "message" TEXT,

    CONSTRAINT "bundle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bundle_member" (
    "id" SERIAL NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "envelope" TEXT,
    "status" TEXT NOT NULL,
    "sha256" TEXT,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "records" BIGINT NOT NULL DEFAULT 0,
    "inserted" BIGINT NOT NULL DEFAULT 0,
    "duplicates" BIGINT NOT NULL DEFAULT 0,
    "conflicts" BIGINT NOT NULL DEFAULT 0,
    "skipped" BIGINT NOT NULL DEFAULT 0,
    "errors" BIGINT NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "bundle_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingest_problem" (
    "id" BIGSERIAL NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "member" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "ingest_problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_segment" (
    "id" BIGSERIAL NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "member_offset" BIGINT NOT NULL,
    "length" INTEGER NOT NULL,
    "codec" TEXT NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "evidence_segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "event_id" UUID NOT NULL,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "ingested_at" TIMESTAMPTZ(3) NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "segment_id" BIGINT NOT NULL,
    "record_offset" INTEGER NOT NULL,
    "record_length" INTEGER NOT NULL,
    "record_hash" BIGINT NOT NULL,
    "event_action" TEXT,
    "event_provider" TEXT,
    "event_outcome" TEXT,
    "event_category" TEXT[],
    "event_type" TEXT[],
    "event_type_aws" TEXT,
    "cloud_account_id" TEXT,
    "cloud_region" TEXT,
    "user_name" TEXT,
    "user_id" TEXT,
    "user_identity_type" TEXT,
    "user_identity_arn" TEXT,
    "access_key_id" TEXT,
    "invoked_by" TEXT,
    "session_issuer_arn" TEXT,
    "source_address" TEXT,
    "source_ip" INET,
    "source_geo_country_iso_code" TEXT,
    "source_geo_country_name" TEXT,
    "source_geo_region_name" TEXT,
    "source_geo_city_name" TEXT,
    "source_geo_location" point,
    "source_as_number" BIGINT,
    "source_as_organization_name" TEXT,
    "user_agent_original" TEXT,
    "user_agent_name" TEXT,
    "tls_client_server_name" TEXT,
    "read_only" BOOLEAN,
    "error_code" TEXT,
    "error_message" TEXT,
    "request_parameters_text" TEXT,
    "request_parameters" JSONB,
    "response_elements_text" TEXT,
    "response_elements" JSONB,
    "resources" JSONB,
    "related_hosts" TEXT[],
    "extra" JSONB,

    CONSTRAINT "event_pkey" PRIMARY KEY ("event_id","event_time")
) PARTITION BY RANGE ("event_time");

-- CreateTable
CREATE TABLE "event_conflict" (
    "id" BIGSERIAL NOT NULL,
    "event_id" UUID NOT NULL,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "bundle_id" INTEGER NOT NULL,
    "segment_id" BIGINT NOT NULL,
    "record_offset" INTEGER NOT NULL,
    "record_length" INTEGER NOT NULL,
    "record_hash" BIGINT NOT NULL,

    CONSTRAINT "event_conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_hour" (
    "account_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "events" BIGINT NOT NULL,

    CONSTRAINT "activity_hour_pkey" PRIMARY KEY ("account_id","region","hour")
);

-- CreateTable
CREATE TABLE "rule" (
    "id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "risk_score" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_execution" (
    "id" BIGSERIAL NOT NULL,
    "rule_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "range_from" TIMESTAMPTZ(3),
    "range_to" TIMESTAMPTZ(3),
    "matched" BIGINT NOT NULL DEFAULT 0,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "superseded" INTEGER NOT NULL DEFAULT 0,
    "capped" INTEGER NOT NULL DEFAULT 0,
    "not_evaluable" BIGINT NOT NULL DEFAULT 0,
    "message" TEXT,

    CONSTRAINT "rule_execution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "note" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "severity" TEXT NOT NULL,
    "severity_rank" SMALLINT NOT NULL,
    "risk_score" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "new_terms" JSONB NOT NULL,
    "history" JSONB NOT NULL,
    "superseded_by_id" UUID,
    "superseded_by_time" TIMESTAMPTZ(3),
    "ecs" JSONB NOT NULL,
    "raw" TEXT NOT NULL,
    "principal_arn" TEXT,
    "access_key_id" TEXT,
    "resource" TEXT,
    "source_address" TEXT,
    "source_country" TEXT,
    "source_as" TEXT,
    "user_agent_original" TEXT,
    "account_id" TEXT,
    "region" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_step" (
    "alert_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_step_pkey" PRIMARY KEY ("alert_id","step_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_session_token_key" ON "auth_session"("token");

-- CreateIndex
CREATE INDEX "auth_session_user_id_idx" ON "auth_session"("user_id");

-- CreateIndex
CREATE INDEX "auth_account_user_id_idx" ON "auth_account"("user_id");

-- CreateIndex
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification"("identifier");

-- CreateIndex
CREATE INDEX "audit_entry_target_type_target_id_at_idx" ON "audit_entry"("target_type", "target_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "bundle_created_at_idx" ON "bundle"("created_at");

-- CreateIndex
CREATE INDEX "bundle_member_sha256_idx" ON "bundle_member"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "bundle_member_bundle_id_path_key" ON "bundle_member"("bundle_id", "path");

-- CreateIndex
CREATE INDEX "ingest_problem_bundle_id_id_idx" ON "ingest_problem"("bundle_id", "id");

-- CreateIndex
CREATE INDEX "evidence_segment_member_id_member_offset_idx" ON "evidence_segment"("member_id", "member_offset");

-- CreateIndex
CREATE INDEX "evidence_segment_bundle_id_idx" ON "evidence_segment"("bundle_id");

-- CreateIndex
CREATE INDEX "event_event_time_idx" ON "event" USING BRIN ("event_time");

-- CreateIndex
CREATE INDEX "event_event_action_event_time_idx" ON "event"("event_action", "event_time");

-- CreateIndex
CREATE INDEX "event_user_identity_arn_event_time_idx" ON "event"("user_identity_arn", "event_time");

-- CreateIndex
CREATE INDEX "event_access_key_id_event_time_idx" ON "event"("access_key_id", "event_time");

-- CreateIndex
CREATE INDEX "event_source_address_event_time_idx" ON "event"("source_address", "event_time");

-- CreateIndex
CREATE INDEX "event_related_hosts_idx" ON "event" USING GIN ("related_hosts");

-- CreateIndex
CREATE UNIQUE INDEX "event_conflict_event_id_event_time_record_hash_key" ON "event_conflict"("event_id", "event_time", "record_hash");

-- CreateIndex
CREATE INDEX "activity_hour_hour_idx" ON "activity_hour"("hour");

-- CreateIndex
CREATE INDEX "rule_execution_rule_id_started_at_idx" ON "rule_execution"("rule_id", "started_at");

-- CreateIndex
CREATE INDEX "alert_status_event_time_idx" ON "alert"("status", "event_time");

-- CreateIndex
CREATE INDEX "alert_rule_id_event_time_idx" ON "alert"("rule_id", "event_time");

-- CreateIndex
CREATE UNIQUE INDEX "alert_rule_id_terms_hash_event_id_event_time_key" ON "alert"("rule_id", "terms_hash", "event_id", "event_time");

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bundle_member" ADD CONSTRAINT "bundle_member_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "bundle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingest_problem" ADD CONSTRAINT "ingest_problem_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "bundle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_execution" ADD CONSTRAINT "rule_execution_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partitions of "event" live apart from the tables that Prisma knows, one a month. What no month takes (clocks far
-- off) goes to the default partition, so that no event is ever refused for its time.
CREATE SCHEMA "event_store";

CREATE TABLE "event_store"."event_other" PARTITION OF "event" DEFAULT;
