import type { QueryKey } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import { BOT_PLATFORMS, botPlatformName, LINK_PLATFORMS, platformName } from '../../app/platforms';
import type { PageOf } from '../../ui/paged';

type ServiceKey = Schemas['ServiceKeyDto'];
export type MachineKey = Omit<Schemas['SystemKeyDto'], 'platforms'> &
  Partial<Pick<ServiceKey, 'scopes' | 'proof'>> & { readonly platforms: readonly string[] | null };
export type NewKey = Omit<Schemas['IssueServiceKeyDto'], 'platforms'> & {
  /** Those of its kind that were ticked; none = all. */
  readonly platforms: readonly string[];
};
type Issued = MachineKey & { readonly key: string };
type Once = Readonly<Record<'Idempotency-Key', string>>;

/** Service keys and system keys are made, rotated and revoked alike. */
export interface KeyKind {
  readonly title: string;
  readonly one: string;
  /** Whether a key has scopes and a proof mode. */
  readonly scoped: boolean;
  /** Where such a key can be used. */
  readonly platforms: readonly { readonly value: string; readonly label: string }[];
  readonly queryKey: QueryKey;
  readonly list: (cursor: string | undefined) => Promise<PageOf<MachineKey>>;
  readonly create: (body: NewKey, once: Once) => Promise<Issued>;
  readonly rotate: (id: string, overlapSeconds: number, once: Once) => Promise<Issued>;
  readonly revoke: (id: string) => Promise<unknown>;
}

export const SERVICE_KEYS: KeyKind = {
  title: 'Service keys',
  one: 'service key',
  scoped: true,
  platforms: LINK_PLATFORMS.map((value) => ({ value, label: platformName(value) })),
  queryKey: ['keys', 'service'],
  list: (cursor) => ask(api.GET('/v1/admin/service-keys', { params: { query: { cursor } } })),
  create: ({ platforms, ...more }, headers) => {
    const body = { ...more, ...ticked(LINK_PLATFORMS, platforms) };
    return ask(api.POST('/v1/admin/service-keys', { body, headers }));
  },
  rotate: (id, seconds, headers) =>
    ask(
      api.POST('/v1/admin/service-keys/{id}/rotate', {
        params: { path: { id } },
        body: { overlap_seconds: seconds },
        headers,
      }),
    ),
  revoke: (id) => api.DELETE('/v1/admin/service-keys/{id}', { params: { path: { id } } }),
};

export const SYSTEM_KEYS: KeyKind = {
  title: 'System keys',
  one: 'system key',
  scoped: false,
  platforms: BOT_PLATFORMS.map((value) => ({ value, label: botPlatformName(value) })),
  queryKey: ['keys', 'system'],
  list: (cursor) => ask(api.GET('/v1/admin/system-keys', { params: { query: { cursor } } })),
  create: ({ name, platforms, expires_at }, headers) => {
    const body = { name, expires_at, ...ticked(BOT_PLATFORMS, platforms) };
    return ask(api.POST('/v1/admin/system-keys', { body, headers }));
  },
  rotate: (id, seconds, headers) =>
    ask(
      api.POST('/v1/admin/system-keys/{id}/rotate', {
        params: { path: { id } },
        body: { overlap_seconds: seconds },
        headers,
      }),
    ),
  revoke: (id) => api.DELETE('/v1/admin/system-keys/{id}', { params: { path: { id } } }),
};

/** Of all platforms of a kind those that were ticked; absent when none was, as a key may then be used on all. */
function ticked<P extends string>(all: readonly P[], given: readonly string[]): { platforms?: P[] } {
  const platforms = all.filter((platform) => given.includes(platform));
  return platforms.length === 0 ? {} : { platforms };
}

export interface KeyDialogProps {
  readonly calls: KeyKind;
  readonly onIssued: (issued: { readonly name: string; readonly key: string }) => void;
  readonly onClose: () => void;
}
