import type { Express } from 'express';
import swaggerUi from 'swagger-ui-express';
import { openApiDocument } from './openapi.js';
import type { Route } from './route.js';

/** `/openapi.json`, and pages for it at `/docs` that fetch nothing from elsewhere. */
export function documentation(app: Express, routes: Route[]): void {
  const document = openApiDocument(routes);
  app.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'Raceway: REST API' }));
}
