import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../common/access/actor.js';
import type { UserCaller } from '../../../common/access/caller.js';
import { FreshCredentials } from '../../bot-connections/index.js';
import { ProviderApplications } from '../../providers/index.js';
import { CallRecord } from '../call-record.js';
import { pathRefused, platformBusy, platformFailed } from '../passthrough.errors.js';
import { composeTarget, pathAsked } from '../relay/compose-target.rules.js';
import { PlatformRelay, type ReadyCall } from '../relay/platform-relay.js';
import type { RelayBody } from '../relay/relay-body.js';
import { CollectedAnswer } from './collected-answer.js';
import type { AskPlatform, PlatformQuestion, PlatformReply } from './message.types.js';

export interface Asking {
  readonly caller: UserCaller;
  readonly accountId: string;
  readonly actor: Actor;
}

/** Calls of ours to a platform as somebody: on the same way as relayed ones, with their limits and in their record. */
@Injectable()
export class PlatformQuestions {
  constructor(
    private readonly applications: ProviderApplications,
    private readonly credentials: FreshCredentials,
    private readonly record: CallRecord,
    private readonly relay: PlatformRelay,
  ) {}

  /** How this actor asks. The credential is looked up for each question, so that none is used past its end. */
  as(asking: Asking): AskPlatform {
    return (question) => this.ask(asking, question);
  }

  private async ask({ caller, accountId, actor }: Asking, question: PlatformQuestion): Promise<PlatformReply> {
    const { method, path } = question;
    const wish = { caller, accountId, platform: actor.platform, actor, method, path: pathAsked(path) };
    const ready = await this.record.beforeSending(wish, () => this.ready(actor, question));
    try {
      const { resource } = ready.target;
      const tell = await this.record.begin({ caller, accountId, actor, method, resource });
      const sink = new CollectedAnswer();
      const headers = [
        'accept',
        'application/json',
        ...(ready.body.kind === 'none' ? [] : ['content-type', 'application/json']),
      ];
      const call = { actor, method, headers, sink, onGone: () => undefined };
      await this.relay.run({ call, ready, tell });
      return answered(sink.reply());
    } finally {
      ready.leave();
    }
  }

  private async ready(actor: Actor, question: PlatformQuestion): Promise<ReadyCall> {
    const [application, credential] = await Promise.all([
      this.applications.require(actor.platform),
      this.credentials.of(actor.connection),
    ]);
    const target = composeTarget(application.endpoints.apiUrl, question.path);
    if (!target) throw pathRefused();
    const leave = this.relay.enter(actor.connection.id, `${question.method} ${target.resource}`);
    return { application, credential, target, body: bodyOf(question), leave };
  }
}

function bodyOf({ json }: PlatformQuestion): RelayBody {
  return json === undefined ? { kind: 'none' } : { kind: 'whole', bytes: Buffer.from(JSON.stringify(json)) };
}

/** @throws AppError platform_busy, platform_unreachable */
function answered(reply: PlatformReply): PlatformReply {
  if (reply.status === 429) throw platformBusy(1);
  if (reply.status >= 500) throw platformFailed(reply.status);
  return reply;
}
