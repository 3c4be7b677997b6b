import { createGzip, type Gzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Exercise } from '../schemas/exercise.js';

/** The starter as a gzipped tar whose entries lie under a folder named after the slug. */
export function starterArchive(exercise: Pick<Exercise, 'slug' | 'starter'>): Gzip {
  const tar = pack();
  for (const [name, text] of Object.entries(exercise.starter)) {
    // A fixed time keeps the archive of one version byte-identical.
    tar.entry({ name: `${exercise.slug}/${name}`, mode: 0o644, mtime: new Date(0) }, text);
  }
  tar.finalize();
  const gzip = createGzip();
  tar.pipe(gzip);
  return gzip;
}
