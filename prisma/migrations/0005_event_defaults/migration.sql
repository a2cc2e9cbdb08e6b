-- The transaction's start on the server's clock, whichever machine loads.
ALTER TABLE "event" ALTER COLUMN "ingested_at" SET DEFAULT now();
