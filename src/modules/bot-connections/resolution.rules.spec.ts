import { CONNECTION_STATUSES, type ConnectionStatus, type ResolutionReason } from './connection.types.js';
import { judgeResolution, type ResolutionFacts } from './resolution.rules.js';

const NOTHING: ResolutionFacts = { stopped: false, fallback: 'none', custom: null, global: null };
const USABLE: readonly ConnectionStatus[] = ['active', 'refresh_failing', 'unknown'];

it.each<[Partial<ResolutionFacts>, ResolutionReason]>([
  [{}, 'none'],
  [{ fallback: 'global' }, 'none'],
  [{ global: 'active' }, 'global'],
  [{ global: 'needs_reauth' }, 'global_needs_reauth'],
  [{ global: 'disabled' }, 'global_disabled'],
  [{ custom: 'active' }, 'custom'],
  [{ custom: 'active', global: 'active' }, 'custom'],
  [{ custom: 'active', global: 'active', fallback: 'global' }, 'custom'],
  [{ custom: 'needs_reauth', global: 'active' }, 'custom_needs_reauth'],
  [{ custom: 'disabled', global: 'active' }, 'custom_disabled'],
  [{ custom: 'needs_reauth', global: 'active', fallback: 'global' }, 'global'],
  [{ custom: 'disabled', global: 'unknown', fallback: 'global' }, 'global'],
  [{ custom: 'needs_reauth', global: 'needs_reauth', fallback: 'global' }, 'custom_needs_reauth'],
  [{ custom: 'needs_reauth', fallback: 'global' }, 'custom_needs_reauth'],
  [{ stopped: true, custom: 'active', global: 'active', fallback: 'global' }, 'platform_off'],
])('%j resolves to %s', (facts, reason) => {
  expect(judgeResolution({ ...NOTHING, ...facts })).toBe(reason);
});

it('never speaks under another name unless the account said so', () => {
  for (const custom of CONNECTION_STATUSES)
    for (const global of CONNECTION_STATUSES) {
      const reason = judgeResolution({ stopped: false, fallback: 'none', custom, global });
      expect(reason.startsWith('custom')).toBe(true);
      expect(reason === 'custom').toBe(USABLE.includes(custom));
    }
});
