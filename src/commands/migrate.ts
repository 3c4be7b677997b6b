import type { Config } from '../config.js';
import { fillDatabase } from './fill.js';
import { showProgress } from './progress.js';
import { withDatabase } from './with-database.js';

export async function migrateCommand(config: Config): Promise<number> {
  await withDatabase(config, (db) => fillDatabase(db, config, showProgress()));
  process.stdout.write('the database is up to date\n');
  return 0;
}
