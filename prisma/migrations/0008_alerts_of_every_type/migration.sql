-- Only new terms rest on history. What other types of rules found (a count, a sequence) is kept as evidence.
ALTER TABLE "alert" ALTER COLUMN "history" DROP NOT NULL;
ALTER TABLE "alert" ADD COLUMN "evidence" JSONB;
