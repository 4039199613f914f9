import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { networkOf } from '../../common/http/network-of.rules.js';
import { RateLimited, type RouteLimit } from '../rate-limits/index.js';
import { GraphqlAnswerDto, GraphqlQueryDto } from './dto/graphql.dto.js';
import { Queries } from './queries.js';

/** Reading a query costs before anybody is known. */
const QUERIES: RouteLimit = {
  name: 'graphql',
  points: () => 1_200,
  seconds: 60,
  by: (request) => networkOf(request.address),
};

@ApiTags('GraphQL')
@Controller('graphql')
export class GraphqlController {
  constructor(private readonly queries: Queries) {}

  /** Open to everybody, as each field has an access policy of its own, which the same guards judge. */
  @Post()
  @Access({ kind: 'public' })
  @RateLimited(QUERIES)
  @Answers({
    summary: 'Ask several things at once with GraphQL',
    description:
      'The same credentials, permissions and services as the routes under `/v1`. At most 8 levels, a cost of 1000 and 15 aliases; ' +
      'one query per request. What a field is refused with stands in `errors[].extensions`, as a problem document.',
    answer: GraphqlAnswerDto,
  })
  async ask(
    @Body() body: GraphqlQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GraphqlAnswerDto> {
    const answer = await this.queries.answer(body, { request, reply });
    return GraphqlAnswerDto.from(answer);
  }
}
