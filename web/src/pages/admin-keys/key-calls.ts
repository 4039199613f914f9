import type { QueryKey } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import type { PageOf } from '../../ui/paged';

type ServiceKey = Schemas['ServiceKeyDto'];
export type MachineKey = Schemas['SystemKeyDto'] & Partial<Pick<ServiceKey, 'scopes' | 'proof'>>;
export type NewKey = Schemas['IssueServiceKeyDto'];
type Issued = MachineKey & { readonly key: string };
type Once = Readonly<Record<'Idempotency-Key', string>>;

/** Service keys and system keys are made, rotated and revoked alike. */
export interface KeyKind {
  readonly title: string;
  readonly one: string;
  /** Whether a key has scopes and a proof mode. */
  readonly scoped: boolean;
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
  queryKey: ['keys', 'service'],
  list: (cursor) => ask(api.GET('/v1/admin/service-keys', { params: { query: { cursor } } })),
  create: (body, headers) => ask(api.POST('/v1/admin/service-keys', { body, headers })),
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
  queryKey: ['keys', 'system'],
  list: (cursor) => ask(api.GET('/v1/admin/system-keys', { params: { query: { cursor } } })),
  create: ({ name, platforms, expires_at }, headers) =>
    ask(api.POST('/v1/admin/system-keys', { body: { name, platforms, expires_at }, headers })),
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

export interface KeyDialogProps {
  readonly calls: KeyKind;
  readonly onIssued: (issued: { readonly name: string; readonly key: string }) => void;
  readonly onClose: () => void;
}
