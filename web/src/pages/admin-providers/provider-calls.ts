import { useQueryClient } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import type { BotPlatform } from '../../app/platforms';

export type Provider = Schemas['ProviderDto'];
export type Use = Provider['use'];
export type Change = Schemas['ChangeProviderDto'];
export type Override = Schemas['OverrideDto'];

export const PROVIDERS = ['providers'] as const;
export const overridesOf = (platform: BotPlatform): readonly string[] => ['provider-overrides', platform];

/** Stores a change, and what counts now is asked again. */
export function useChange(platform: BotPlatform): (body: Change, once?: Record<string, string>) => Promise<void> {
  const client = useQueryClient();
  return async (body, once = {}) => {
    await ask(api.PUT('/v1/admin/providers/{platform}', { params: { path: { platform } }, body, headers: once }));
    await client.invalidateQueries({ queryKey: PROVIDERS });
  };
}

export interface DialogProps {
  readonly provider: Provider;
  readonly onClose: () => void;
}
