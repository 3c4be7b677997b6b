-- CreateIndex
CREATE INDEX "submissions_exercise_version_id_idx" ON "submissions"("exercise_version", "id" DESC);
