-- Only new terms rest on history. What other types of rules found (a count, a sequence) is kept as evidence.
ALTER TABLE "alert" ALTER COLUMN "history" DROP NOT NULL;
ALTER TABLE "alert" ADD COLUMN "evidence" JSONB;
-- Later finds of the same group that the rule asks to keep quiet.
ALTER TABLE "alert" ADD COLUMN "suppressed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "alert" ADD COLUMN "suppressed_until" TIMESTAMPTZ(3);
