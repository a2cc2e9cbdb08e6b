-- Uploads come in any order of time, so a block-range index finds little. Partitions have a b-tree (lib/ingest/index-months).
DROP INDEX "event_event_time_idx";
