-- CreateEnum
CREATE TYPE "lane" AS ENUM ('live', 'bulk');

-- AlterTable
ALTER TABLE "judgements" ADD COLUMN "lane" "lane" NOT NULL DEFAULT 'live',
ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "verdict_at" TIMESTAMPTZ(6);

UPDATE "judgements" SET "verdict_at" = "judged_at" WHERE "verdict" IS NOT NULL;

-- The queue as the rows tell it: small, however many judgements have ended.
CREATE INDEX "judgements_unfinished_idx" ON "judgements"("lane", "turn", "id") WHERE "state" IN ('queued', 'compiling', 'running');

-- The newest ones say how long judging takes at present.
CREATE INDEX "judgements_judged_at_idx" ON "judgements"("judged_at" DESC) WHERE "judged_at" IS NOT NULL;
