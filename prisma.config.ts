import { defineConfig } from 'prisma/config';

// `prisma generate` needs no schema engine, but the CLI looks for one and would download it from a host that many school
// networks do not reach; naming any executable keeps it from trying. Writing a migration does need an engine: see
// docs/contributing.md, "Change the database".
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/raceway' },
});
