import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { AuditModule } from '../audit/index.js';
import { ConnectionsModule } from '../bot-connections/index.js';
import { BotTokensModule } from '../bot-tokens/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { PassthroughModule } from '../passthrough/index.js';
import { AcksService } from './acks.service.js';
import { BotCommandEntity } from './bot-command.entity.js';
import { BotStatusController } from './bot-status.controller.js';
import { BotStatusService } from './bot-status.service.js';
import { BotWorkersResolver } from './bot-workers.resolver.js';
import { ChannelLeaseEntity } from './channel-lease.entity.js';
import { ChannelReportChangeEntity } from './channel-report-change.entity.js';
import { ChannelReportEntity } from './channel-report.entity.js';
import { CommandStreams } from './command-streams.js';
import { CommandsRepository } from './commands.repository.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { LeasesRepository } from './leases.repository.js';
import { LeasesService } from './leases.service.js';
import { RejoinService } from './rejoin.service.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';
import { WorkerCarrier } from './worker-carrier.js';
import { WorkerCommandsController } from './worker-commands.controller.js';
import { WorkerCredentials } from './worker-credentials.service.js';
import { WorkerPresenceEntity } from './worker-presence.entity.js';
import { WorkerController } from './worker.controller.js';
import { WorkersUpkeep } from './workers-upkeep.js';

const ENTITIES = [
  ChannelLeaseEntity,
  WorkerPresenceEntity,
  ChannelReportEntity,
  ChannelReportChangeEntity,
  BotCommandEntity,
];

@Module({
  imports: [
    TypeOrmModule.forFeature(ENTITIES),
    AuditModule,
    IdempotencyModule,
    AccountsModule,
    BotTokensModule,
    ConnectionsModule,
    PassthroughModule,
  ],
  controllers: [WorkerController, WorkerCommandsController, BotStatusController],
  providers: [
    LeasesRepository,
    ReportsRepository,
    CommandsRepository,
    DeliveriesRepository,
    LeasesService,
    ReportsService,
    AcksService,
    RejoinService,
    CommandStreams,
    WorkerCredentials,
    WorkerCarrier,
    BotStatusService,
    BotWorkersResolver,
    WorkersUpkeep,
  ],
})
export class BotWorkersModule {}
