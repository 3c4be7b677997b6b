-- AlterTable
ALTER TABLE "submissions" ADD COLUMN "request_id" TEXT,
ADD COLUMN "traceparent" TEXT;
