import type { ArgumentsHost, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the fields of a GraphQL query share. */
export interface GraphqlContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Arguments of a GraphQL resolver: parent, arguments, what all share, and the call itself, which no other field has. */
type ResolverArguments = [unknown, unknown, GraphqlContext, object];

const views = new WeakMap<object, FastifyRequest>();

/** The request a guard judges. `switchToHttp()` makes three functions each time, and every request passes every guard. */
export function requestOf(context: ExecutionContext): FastifyRequest {
  if (isGraphql(context)) return viewOf(...context.getArgs<ResolverArguments>());
  const [request] = context.getArgs<[FastifyRequest]>();
  return request;
}

export function replyOf(context: ExecutionContext): FastifyReply {
  if (isGraphql(context)) return context.getArgs<ResolverArguments>()[2].reply;
  const [, reply] = context.getArgs<[FastifyRequest, FastifyReply]>();
  return reply;
}

export const isGraphql = (context: ArgumentsHost): boolean => context.getType<'http' | 'graphql'>() === 'graphql';

/**
 * Fields of one query are resolved at the same time, each with a policy of its own. What guards note in a request (policy, principal,
 * membership) must not reach from one field to another, so each field has a view of the request that takes these notes.
 */
function viewOf(_parent: unknown, _args: unknown, { request }: GraphqlContext, call: object): FastifyRequest {
  const known = views.get(call);
  if (known) return known;
  const view = Object.create(request, {
    accessPolicy: note(),
    principal: note(),
    membership: note(),
  }) as FastifyRequest;
  views.set(call, view);
  return view;
}

const note = (): PropertyDescriptor => ({ value: null, writable: true, enumerable: true, configurable: true });
