import { Injectable } from '@nestjs/common';
import type { Delivery, OutgoingMessage } from './message.types.js';
import type { Asking } from './platform-questions.js';

/** Somebody who may be able to say a message without the platform's API, e.g. as they sit in the channel. */
export interface MessageCarrier {
  /**
   * @returns null when it certainly did not say it
   * @throws AppError message_outcome_unknown when it may have
   */
  carry(message: OutgoingMessage, asking: Asking): Promise<Delivery | null>;
}

/** Asked before the platform's API is used. They come by themselves when the program starts. */
@Injectable()
export class MessageCarriers {
  private readonly carriers: MessageCarrier[] = [];

  register(carrier: MessageCarrier): void {
    this.carriers.push(carrier);
  }

  /** The first who says it. */
  async carry(message: OutgoingMessage, asking: Asking): Promise<Delivery | null> {
    for (const carrier of this.carriers) {
      const delivery = await carrier.carry(message, asking);
      if (delivery) return delivery;
    }
    return null;
  }
}
