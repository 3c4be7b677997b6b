-- Staff ask for the few that came to judge_error among all that there are.
CREATE INDEX "judgements_verdict_submission_id_idx" ON "judgements"("verdict", "submission_id" DESC);
