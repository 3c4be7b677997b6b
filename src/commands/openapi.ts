import { apiRoutes, type UseCases } from '../http/api.js';
import { openApiDocument } from '../http/openapi.js';

/** Prints the OpenAPI document; `docs/openapi.json` is this, and a test fails when it drifts. */
export async function openapi(): Promise<number> {
  process.stdout.write(`${JSON.stringify(openApiDocument(apiRoutes(unused)), null, 2)}\n`);
  return 0;
}

/** Routes are described without being called: their parts are never touched. */
const unused = {} as UseCases;
