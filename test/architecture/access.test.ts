import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost, Query, Resolver } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { graphql } from 'graphql';
import { DeclaredAccessGuard } from '../../src/common/access/declared-access.guard.js';
import { createHttpAdapter } from '../../src/common/http/http-adapter.js';
import { createLogger } from '../../src/common/logging/logger.js';
import { AllowedMethods } from '../../src/common/http/allowed-methods.js';
import { ProblemFilter } from '../../src/common/http/problem.filter.js';
import { CONSOLE_PATHS } from '../../src/console/serve-console.js';
import { SchemaDriver } from '../../src/modules/graphql/schema.driver.js';
import { declaredFields, declaredRoutes, policyLine, schemaFields, type DeclaredRoute } from './declared-routes.js';
import { previewApp, type PreviewApp } from './preview-app.js';

/** Whoever adds a line here opens a door to everybody. */
const OPEN_TO_EVERYBODY = [
  'GET /.well-known/jwks.json',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /v1/auth/oidc/authorize',
  'GET /v1/auth/oidc/callback',
  'GET /v1/errors',
  'GET /v1/info',
  'GET /v1/oauth/:platform/:kind/callback',
  'GET /v1/permissions',
  'GET /v1/platform-linking/sign-in/:platform/callback',
  'GET /v1/providers/enabled',
  // Each of its fields has a policy of its own, see the next snapshot.
  'POST /graphql',
  'POST /v1/auth/login',
  'POST /v1/auth/refresh',
  'POST /v1/auth/register',
  'POST /v1/token-leaks',
];

describe('who may call what', () => {
  let preview: PreviewApp;
  let routes: DeclaredRoute[];
  let fields: DeclaredRoute[];
  beforeAll(async () => {
    preview = await previewApp();
    routes = declaredRoutes(preview.app);
    fields = declaredFields(preview.app);
  });

  it('is what was reviewed, for every route', () => {
    expect(`\n${routes.map(policyLine).join('\n')}\n`).toMatchSnapshot();
  });

  it('is what was reviewed, for every field of GraphQL', () => {
    expect(`\n${fields.map(policyLine).join('\n')}\n`).toMatchSnapshot();
    expect(fields.map(({ path }) => path).sort()).toEqual(schemaFields(preview.app));
  });

  it('is declared for every route and field', () => {
    expect([...routes, ...fields].filter(({ policy }) => !policy).map(policyLine)).toEqual([]);
  });

  it('lets everybody in at these routes only', () => {
    const open = routes
      .filter(({ policy }) => policy?.kind === 'public')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(OPEN_TO_EVERYBODY);
  });

  it('guards everything that is served, but the documentation and the files of the console', () => {
    const guarded = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const files = new Set(CONSOLE_PATHS.map((path) => `GET ${path}`));
    const others = preview.routes.filter(
      (route) => !guarded.has(route) && !files.has(route) && !/^GET \/(docs|assets\/)/.test(route),
    );
    expect(others).toEqual([]);
  });
});

@Controller('forgotten')
class ForgottenController {
  @Get()
  secret(): string {
    return 'secret';
  }
}

@Module({
  controllers: [ForgottenController],
  providers: [{ provide: APP_GUARD, useClass: DeclaredAccessGuard }],
})
class ForgottenModule {}

describe('a route whose access nobody declared', () => {
  it('is refused', async () => {
    const adapter = createHttpAdapter({ publicUrl: 'http://localhost:3000', trustedProxies: 0 });
    const app = await NestFactory.create<NestFastifyApplication>(ForgottenModule, adapter, { logger: false });
    app.useGlobalFilters(new ProblemFilter(new AllowedMethods(), createLogger('silent'), 'http://localhost:3000'));
    await app.init();
    const answer = await app.inject({ method: 'GET', url: '/forgotten' });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'access_undeclared' });
    await app.close();
  });
});

@Resolver()
class ForgottenResolver {
  @Query(() => String)
  secret(): string {
    return 'secret';
  }
}

@Module({
  imports: [GraphQLModule.forRoot({ driver: SchemaDriver, autoSchemaFile: true })],
  providers: [ForgottenResolver, { provide: APP_GUARD, useClass: DeclaredAccessGuard }],
})
class ForgottenFieldModule {}

describe('a field of GraphQL whose access nobody declared', () => {
  it('is refused', async () => {
    const app = await NestFactory.create<NestFastifyApplication>(ForgottenFieldModule, new FastifyAdapter(), {
      logger: false,
    });
    await app.init();
    const { schema } = app.get(GraphQLSchemaHost);
    const { data, errors } = await graphql({ schema, source: '{ secret }', contextValue: { request: {}, reply: {} } });
    expect(data).toBeNull();
    expect(errors?.map(({ originalError }) => originalError)).toMatchObject([{ code: 'access_undeclared' }]);
    await app.close();
  });
});
