-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('learner', 'instructor', 'admin');

-- CreateEnum
CREATE TYPE "state" AS ENUM ('queued', 'compiling', 'running', 'judged', 'cancelled');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('accepted', 'wrong_answer', 'data_race', 'deadlock', 'goroutine_leak', 'run_time_error', 'time_limit_exceeded', 'memory_limit_exceeded', 'output_limit_exceeded', 'compile_error', 'policy_violation', 'judge_error');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exercises" (
    "slug" TEXT NOT NULL,
    "current_version" TEXT NOT NULL,

    CONSTRAINT "exercises_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "exercise_versions" (
    "digest" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "statement" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exercise_versions_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "exercise_version" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "idempotency_key" TEXT,
    "request_digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judgements" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "exercise_version" TEXT NOT NULL,
    "state" "state" NOT NULL DEFAULT 'queued',
    "verdict" "verdict",
    "score" INTEGER,
    "max_score" INTEGER,
    "message" TEXT,
    "details" JSONB,
    "timings" JSONB,
    "image" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "judged_at" TIMESTAMPTZ(6),

    CONSTRAINT "judgements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_events" (
    "id" BIGSERIAL NOT NULL,
    "submission_id" UUID NOT NULL,
    "judgement_id" UUID NOT NULL,
    "state" "state" NOT NULL,
    "verdict" "verdict",
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tokens_hash_key" ON "tokens"("hash");

-- CreateIndex
CREATE INDEX "tokens_user_id_idx" ON "tokens"("user_id");

-- CreateIndex
CREATE INDEX "submissions_user_id_id_idx" ON "submissions"("user_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "submissions_user_id_idempotency_key_key" ON "submissions"("user_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "judgements_submission_id_id_idx" ON "judgements"("submission_id", "id" DESC);

-- CreateIndex
CREATE INDEX "submission_events_submission_id_id_idx" ON "submission_events"("submission_id", "id");

-- AddForeignKey
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exercises" ADD CONSTRAINT "exercises_current_version_fkey" FOREIGN KEY ("current_version") REFERENCES "exercise_versions"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_exercise_version_fkey" FOREIGN KEY ("exercise_version") REFERENCES "exercise_versions"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_exercise_version_fkey" FOREIGN KEY ("exercise_version") REFERENCES "exercise_versions"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_judgement_id_fkey" FOREIGN KEY ("judgement_id") REFERENCES "judgements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Every new event wakes whoever watches the submission, in any process; the payload is the submission's id.
CREATE FUNCTION notify_submission_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('raceway_submission', NEW.submission_id::text);
  RETURN NULL;
END $$;

CREATE TRIGGER submission_event_notify AFTER INSERT ON "submission_events"
  FOR EACH ROW EXECUTE FUNCTION notify_submission_event();
