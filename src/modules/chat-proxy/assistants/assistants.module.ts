import { Module } from '@nestjs/common';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { AppConfig } from '../../../config/app-config.js';
import { ASSISTANT, type Assistant } from './assistant.js';
import { EchoAssistant } from './echo-assistant.js';
import { OpenAiAssistant } from './openai-assistant.js';

const BACKOFF_MS = 500;

/** Whoever answers, as the settings say. Another assistant is one more file and one more line here. */
@Module({
  providers: [{ provide: ASSISTANT, inject: [AppConfig, APP_LOGGER], useFactory: chooseAssistant }],
  exports: [ASSISTANT],
})
export class AssistantsModule {}

function chooseAssistant({ settings }: AppConfig, logger: AppLogger): Assistant {
  const { ASSISTANT_BASE_URL: baseUrl, ASSISTANT_MODEL: model } = settings;
  if (baseUrl === null || model === null) return new EchoAssistant({ wordMs: settings.ASSISTANT_ECHO_WORD_MS });
  return new OpenAiAssistant(
    {
      baseUrl,
      model,
      apiKey: settings.ASSISTANT_API_KEY,
      totalMs: settings.ASSISTANT_TOTAL_SECONDS * 1000,
      firstChunkMs: settings.ASSISTANT_FIRST_CHUNK_SECONDS * 1000,
      betweenChunksMs: settings.ASSISTANT_BETWEEN_CHUNKS_SECONDS * 1000,
      backoffMs: BACKOFF_MS,
    },
    logger,
  );
}
