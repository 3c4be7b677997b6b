-- So that a submission, its judgement and its event are stored by one statement, which makes their ids.
ALTER TABLE "submissions" ALTER COLUMN "id" SET DEFAULT uuidv7();
ALTER TABLE "judgements" ALTER COLUMN "id" SET DEFAULT uuidv7();
