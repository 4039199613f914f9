import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { completeDocument } from './common/http/openapi-document.js';

/** The OpenAPI 3.1 document of the running program. */
export function buildDocument(app: NestFastifyApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Understudy')
    .setDescription('Identities, tokens, account links, platform credentials and delegated chat for bots.')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addSecurity('access-token', {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: "A person's access token, from `POST /v1/auth/login`.",
    })
    .addSecurity('api-token', {
      type: 'http',
      scheme: 'bearer',
      description:
        'An API token of a person, `us_pat_…`, or of a bot user, `us_bot_…`; also as `Authorization: Token …`.',
    })
    .addSecurity('service-key', {
      type: 'apiKey',
      in: 'header',
      name: 'X-Bot-API-Key',
      description: 'The key of a bot service, `us_svc_…`.',
    })
    .addSecurity('system-key', {
      type: 'http',
      scheme: 'bearer',
      description: 'The key of a bot worker, `us_sys_…`.',
    })
    .build();
  return completeDocument(SwaggerModule.createDocument(app, outline));
}

/** Swagger UI at /docs, the document at /docs/openapi.json. */
export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => buildDocument(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'Understudy API',
  });
}
