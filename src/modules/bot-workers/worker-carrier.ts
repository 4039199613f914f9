import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions, type Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { BotChannels, type ChannelConnection } from '../bot-connections/index.js';
import {
  MessageCarriers,
  type Asking,
  type Delivery,
  type MessageCarrier,
  type OutgoingMessage,
} from '../passthrough/index.js';
import { CommandsRepository } from './commands.repository.js';
import type { BotCommand } from './worker.types.js';
import { messageOutcomeUnknown } from './workers.errors.js';

/** Seconds for a worker to begin: whoever sends the message waits for it. */
const SAY_WITHIN = 5;
/** What a worker that has begun takes at most, until the chat has confirmed or refused. */
const CONFIRM_MS = 4_500;
const POLL_MS = 40;

/** Codes of a worker that claimed the message and certainly did not say it. */
const NOT_SAID: ReadonlySet<string | null> = new Set(['not_connected']);

/** Messages to a channel in which a worker sits are said by the worker. */
@Injectable()
export class WorkerCarrier implements MessageCarrier, OnModuleInit {
  constructor(
    private readonly carriers: MessageCarriers,
    private readonly channels: BotChannels,
    private readonly commands: CommandsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.carriers.register(this);
  }

  /** @throws AppError message_outcome_unknown */
  async carry(message: OutgoingMessage, asking: Asking): Promise<Delivery | null> {
    const { accountId, actor } = asking;
    if (actor.connection.table !== 'bot_connections') return null;
    const channel = await this.channels.of(accountId, actor.platform);
    if (!channel?.botEnabled || !isNamed(channel, message.channel)) return null;
    const id = await this.transactions.run((tx) => this.order(message, asking, tx));
    if (id === null) return null;
    const outcome = await this.outcomeOf(id, accountId);
    return outcome === null ? null : deliveryOf(outcome);
  }

  private async order(
    { text, replyTo }: OutgoingMessage,
    { caller, accountId, actor }: Asking,
    tx: Tx,
  ): Promise<string | null> {
    const { platform, connection } = actor;
    const order = { accountId, platform, requestedBy: caller.principal.userId, within: SAY_WITHIN };
    const saying = { text, reply_to: replyTo, connection_id: connection.id };
    const id = await this.commands.addSaying(order, saying, tx);
    if (id === null) return null;
    const target = { kind: 'bot_command', id };
    const entry = {
      actor: actorOf(caller),
      action: 'bot_command.requested',
      accountId,
      onBehalfOf: actor.name,
      target,
    };
    await this.audit.record({ ...entry, details: { kind: 'say', platform } }, tx);
    return id;
  }

  /** null: nobody began, and nobody will. No database connection is held between two looks. */
  private async outcomeOf(id: string, accountId: string): Promise<BotCommand | null> {
    const settled = await this.settledWithin(SAY_WITHIN * 1_000, id, accountId);
    if (settled) return settled.claimed ? settled : null;
    if (await this.transactions.run((tx) => this.commands.withdraw(id, tx))) return null;
    const late = await this.settledWithin(CONFIRM_MS, id, accountId);
    if (!late) throw messageOutcomeUnknown();
    return late.claimed ? late : null;
  }

  private async settledWithin(ms: number, id: string, accountId: string): Promise<BotCommand | null> {
    const deadline = performance.now() + ms;
    while (performance.now() < deadline) {
      const command = await this.commands.find(id, accountId);
      if (command?.settledAt !== null) return command;
      await delay(POLL_MS);
    }
    return null;
  }
}

/** @param name id or login */
const isNamed = (channel: ChannelConnection, name: string): boolean =>
  name === channel.subjectId || name.toLowerCase() === channel.login.toLowerCase();

function deliveryOf({ status, code, result }: BotCommand): Delivery | null {
  if (status === 'acked') return { id: result?.message_id ?? null, delivered: true, dropReason: null };
  if (code === 'outcome_unknown') throw messageOutcomeUnknown();
  return NOT_SAID.has(code) ? null : { id: null, delivered: false, dropReason: code };
}
