import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import { type ExercisePackage, exercisePackageSchema } from '../schemas/exercise.js';

type VersionRow = Prisma.ExerciseVersionGetPayload<object>;

/** Stores a package's version, once, and makes it the one that its slug means; true when that changed something. */
export async function storeExercise(db: PrismaClient, exercise: ExercisePackage): Promise<boolean> {
  const { digest, slug, manifest, statement, starter, tests, hints } = exercise;
  return db.$transaction(async (tx) => {
    const before = await tx.exercise.findUnique({ where: { slug } });
    if (before?.currentVersion === digest) return false;
    const version = { digest, slug, manifest, statement, files: { starter, tests, hints } };
    await tx.exerciseVersion.upsert({ where: { digest }, create: version, update: {} });
    await tx.exercise.upsert({ where: { slug }, create: { slug, currentVersion: digest }, update: { currentVersion: digest } });
    return true;
  });
}

export async function listCurrent(db: PrismaClient): Promise<ExercisePackage[]> {
  const rows = await db.exercise.findMany({ include: { version: true }, orderBy: { slug: 'asc' } });
  return rows.map((row) => toPackage(row.version));
}

export async function findCurrent(db: PrismaClient, slug: string): Promise<ExercisePackage | null> {
  const row = await db.exercise.findUnique({ where: { slug } });
  return row && findVersion(db, row.currentVersion);
}

/** What a digest stands for never changes: so the versions that were read last, up to a hundred kilobytes each, are kept. */
const newest = new Map<string, ExercisePackage>();
const mostKept = 100;

/** @throws when there is no such version. */
export async function findVersion(db: PrismaClient, digest: string): Promise<ExercisePackage> {
  const found = newest.get(digest) ?? toPackage(await db.exerciseVersion.findUniqueOrThrow({ where: { digest } }));
  newest.delete(digest);
  newest.set(digest, found);
  for (const oldest of newest.keys()) if (newest.size > mostKept) newest.delete(oldest);
  return found;
}

/** The hints of an exercise that a user has opened, in their order. */
export function findOpenings(db: PrismaClient, userId: string, slug: string): Promise<{ number: number; openedAt: Date }[]> {
  return db.hintOpening.findMany({ where: { userId, slug }, orderBy: { number: 'asc' }, select: { number: true, openedAt: true } });
}

/** Records that a user opens a hint; false when it is open already. */
export async function insertOpening(db: PrismaClient, userId: string, slug: string, number: number): Promise<boolean> {
  const { count } = await db.hintOpening.createMany({ data: [{ userId, slug, number }], skipDuplicates: true });
  return count === 1;
}

function toPackage(row: VersionRow): ExercisePackage {
  return exercisePackageSchema.parse({ ...row, ...(row.files as object) });
}
