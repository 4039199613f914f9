import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { AuthModule } from '../auth/index.js';
import { GraphqlController } from './graphql.controller.js';
import { Introspection } from './introspection.js';
import { Queries } from './queries.js';
import { SchemaDriver } from './schema.driver.js';

/** `POST /graphql`. The resolvers lie in the modules whose services they use. */
@Module({
  imports: [GraphQLModule.forRoot({ driver: SchemaDriver, autoSchemaFile: true }), AuthModule],
  controllers: [GraphqlController],
  providers: [Introspection, Queries],
})
export class GraphqlModule {}
