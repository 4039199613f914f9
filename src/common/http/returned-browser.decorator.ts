import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

/** A route where browsers arrive that a platform or provider sends back. What they bring is read as it came, see `returnedQuery`. */
export const ReturnedBrowser = (): MethodDecorator =>
  applyDecorators(
    ...['error', 'iss', 'state', 'code'].map((name) => ApiQuery({ name, required: false, schema: { type: 'string' } })),
  );
