import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { BotPlatform } from '../../common/platforms.js';

/** On which platform a request acts, and whether it asks for the account's bot. */
export interface PlatformAct {
  readonly platform: BotPlatform;
  readonly asBot: boolean;
  /** What it asks for below the platform's API, without query; null where that is ours to find. */
  readonly path: string | null;
}

/** Reads a request before its validation. null: it names no platform that there is, which the route then refuses. */
export type ReadAct = (request: FastifyRequest) => PlatformAct | null;

export const ACTS_AS = Symbol('acts as');

/** The header that `OnBehalfOfGuard` reads, for the document. */
export const NamesActor = (): MethodDecorator =>
  ApiHeader({
    name: 'X-On-Behalf-Of',
    required: false,
    description:
      'Who acts: a connection id, the platform login of a connected bot, or the username of the bot user it is attached to ' +
      "(also `x-tau-on-behalf-of`). Without it the account's own channel, or the bot that the token is for.",
    schema: { type: 'string', maxLength: 100 },
  });

/** The route acts on a platform as somebody: `OnBehalfOfGuard` finds whom, or refuses. */
export const ActsAs = (read: ReadAct): MethodDecorator => applyDecorators(SetMetadata(ACTS_AS, read), NamesActor());
