-- CreateTable
CREATE TABLE "hint_openings" (
    "user_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hint_openings_pkey" PRIMARY KEY ("user_id","slug","number")
);

-- CreateTable
CREATE TABLE "quizzes" (
    "slug" TEXT NOT NULL,
    "current_version" TEXT NOT NULL,

    CONSTRAINT "quizzes_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "quiz_versions" (
    "digest" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "quiz" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_versions_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "attempts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "quiz_version" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "drawn" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "submitted_at" TIMESTAMPTZ(6),
    "seconds_taken" INTEGER,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "score_hundredths" INTEGER,
    "max_score_hundredths" INTEGER NOT NULL,
    "results" JSONB,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attempts_user_id_slug_number_key" ON "attempts"("user_id", "slug", "number");

-- CreateIndex
CREATE INDEX "attempts_user_id_id_idx" ON "attempts"("user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "attempts_slug_id_idx" ON "attempts"("slug", "id" DESC);

-- AddForeignKey
ALTER TABLE "hint_openings" ADD CONSTRAINT "hint_openings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hint_openings" ADD CONSTRAINT "hint_openings_slug_fkey" FOREIGN KEY ("slug") REFERENCES "exercises"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_current_version_fkey" FOREIGN KEY ("current_version") REFERENCES "quiz_versions"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_slug_fkey" FOREIGN KEY ("slug") REFERENCES "quizzes"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_quiz_version_fkey" FOREIGN KEY ("quiz_version") REFERENCES "quiz_versions"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;



-- One open attempt a user and quiz: whichever of two requests at once comes second finds that of the first.
CREATE UNIQUE INDEX "attempts_open_key" ON "attempts"("user_id", "slug") WHERE "submitted_at" IS NULL;

-- What is submitted has its score, and what is open has none.
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_submitted_check"
  CHECK (("submitted_at" IS NULL) = ("score_hundredths" IS NULL) AND ("submitted_at" IS NULL) = ("results" IS NULL));
