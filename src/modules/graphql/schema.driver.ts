import { Injectable } from '@nestjs/common';
import { AbstractGraphQLDriver } from '@nestjs/graphql';

/** Nest builds the schema of the resolvers, and our controller answers for it: no server of its own, no route beside ours. */
@Injectable()
export class SchemaDriver extends AbstractGraphQLDriver {
  override start(): Promise<void> {
    return Promise.resolve();
  }

  override stop(): Promise<void> {
    return Promise.resolve();
  }
}
