-- When the source event of an alert went with its bundle. The alert keeps its own copy of it.
ALTER TABLE "alert" ADD COLUMN "source_deleted_at" TIMESTAMPTZ(3);
-- Alerts are looked up by event when a bundle goes, and by what supersedes them.
CREATE INDEX "alert_event_id_event_time_idx" ON "alert"("event_id", "event_time");
CREATE INDEX "alert_superseded_by_id_idx" ON "alert"("superseded_by_id");
