import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { createLogger } from '../../src/common/logging/logger.js';
import { AppConfig } from '../../src/config/app-config.js';
import { FoundationModule } from '../../src/foundation.module.js';
import { ASSISTANT, type Assistant } from '../../src/modules/chat-proxy/assistants/assistant.js';
import { AssistantsModule } from '../../src/modules/chat-proxy/assistants/assistants.module.js';
import { conversation, listenTo } from '../support/assistants/conversation.js';
import { startFakeUpstream, type FakeUpstream } from '../support/assistants/fake-upstream.js';
import { answers, pings } from '../support/assistants/scenarios.js';

const folder = mkdtempSync(join(tmpdir(), 'understudy-assistants-'));
let upstream: FakeUpstream;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true });
});

async function chosenBy(env: Record<string, string>): Promise<Assistant> {
  const config = AppConfig.from({ DATA_DIR: folder, ...env });
  const foundation = FoundationModule.with(config, createLogger('silent'));
  const module = await Test.createTestingModule({ imports: [foundation, AssistantsModule] }).compile();
  return module.get<Assistant>(ASSISTANT);
}

describe('whoever answers', () => {
  it('is the echo, at the pace of the settings, when nobody is configured', async () => {
    const assistant = await chosenBy({ ASSISTANT_ECHO_WORD_MS: '40' });
    const before = performance.now();
    expect((await listenTo(assistant, conversation('one two three'))).text).toBe('one two three');
    expect(performance.now() - before).toBeGreaterThan(110);
  });

  it('is the configured upstream, with its model and key', async () => {
    upstream.play(answers(['Fine.']));
    const env = {
      ASSISTANT_BASE_URL: `${upstream.baseUrl}/`,
      ASSISTANT_MODEL: 'm',
      ASSISTANT_API_KEY: 'sk-configured',
    };
    expect((await listenTo(await chosenBy(env), conversation('?'))).text).toBe('Fine.');
    expect(upstream.requests).toMatchObject([
      { path: '/v1/chat/completions', authorization: 'Bearer sk-configured', body: { model: 'm' } },
    ]);
  });

  it('keeps the deadlines of the settings', async () => {
    upstream.play(pings);
    const env = { ASSISTANT_BASE_URL: upstream.baseUrl, ASSISTANT_MODEL: 'm', ASSISTANT_TOTAL_SECONDS: '1' };
    const { thrown } = await listenTo(await chosenBy(env), conversation('?'));
    expect(thrown).toMatchObject({ code: 'upstream_timeout' });
  });
});
