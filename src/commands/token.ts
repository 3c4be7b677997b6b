import type { Config } from '../config.js';
import { roleSchema } from '../schemas/user.js';
import { createUserWithToken } from '../users/store.js';
import { withDatabase } from './with-database.js';

export async function token(
  config: Config,
  args: string[],
  options: { role?: string | undefined; name?: string | undefined },
): Promise<number> {
  const role = roleSchema.safeParse(options.role);
  if (args[0] !== 'create' || !role.success) {
    process.stderr.write(`raceway token create --role ${roleSchema.options.join('|')} [--name NAME]\n`);
    return 2;
  }
  const made = await withDatabase(config, (db) => createUserWithToken(db, options.name ?? `a ${role.data}`, role.data, 'token create'));
  process.stdout.write(`${made}\n`);
  return 0;
}
