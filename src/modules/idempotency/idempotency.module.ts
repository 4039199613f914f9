import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyService } from './idempotency.service.js';
import { IdempotentAnswerEntity } from './idempotent-answer.entity.js';
import { IdempotentAnswersRepository } from './idempotent-answers.repository.js';

@Module({
  imports: [TypeOrmModule.forFeature([IdempotentAnswerEntity])],
  providers: [IdempotentAnswersRepository, IdempotencyService],
  exports: [IdempotencyService],
})
export class IdempotencyModule {}
