-- AlterTable
ALTER TABLE "judgements" ADD COLUMN "faults" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "handed_back" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "quarantined" BOOLEAN NOT NULL DEFAULT false;

-- Until now a try that had not led to a verdict was counted as a fault.
UPDATE "judgements" SET "faults" = "tries" WHERE "state" IN ('queued', 'compiling', 'running');

-- Few, and asked for by those who look after them.
CREATE INDEX "judgements_quarantined_idx" ON "judgements"("id" DESC) WHERE "quarantined";
