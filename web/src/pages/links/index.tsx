import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { platformName } from '../../app/platforms';
import { Badge, PageHead, Row, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Empty, Loaded } from '../../ui/states';
import { say } from '../../ui/toasts';

type PlatformLink = Schemas['PlatformLinkDto'];

export function LinksPage(): ReactElement {
  const links = useQuery({ queryKey: ['links'], queryFn: () => ask(api.GET('/v1/platform-linking/links')) });
  const [leaving, setLeaving] = useState<PlatformLink | null>(null);
  return (
    <>
      <PageHead
        title="Linked identities"
        about="Who you are on chat platforms. Bots there know that these identities are you."
      />
      <Loaded query={links}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="Nothing is linked yet">Write to a bot; it sends you a link that leads here.</Empty>
          ) : (
            <ul className="rows">
              {list.map((link) => (
                <LinkRow key={link.id} link={link} onUnlink={() => setLeaving(link)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {leaving && <Unlink link={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function LinkRow({ link, onUnlink }: { readonly link: PlatformLink; readonly onUnlink: () => void }): ReactElement {
  return (
    <Row
      title={
        <>
          <Badge tone="accent">{platformName(link.platform)}</Badge> <bdi>{link.platform_username ?? 'no name'}</bdi>
        </>
      }
      facts={
        <>
          Id <code>{link.platform_user_id}</code>, linked <Time at={link.linked_at} />
        </>
      }
      actions={
        <Button onClick={onUnlink} aria-label={`Unlink ${platformName(link.platform)} ${link.platform_user_id}`}>
          Unlink
        </Button>
      }
    />
  );
}

function Unlink({ link, onClose }: { readonly link: PlatformLink; readonly onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/platform-linking/links/{id}', { params: { path: { id: link.id } } });
    say('Unlinked');
    await client.invalidateQueries({ queryKey: ['links'] });
  };
  const platform = platformName(link.platform);
  return (
    <Confirm title={`Unlink this ${platform} identity?`} submit="Unlink" onClose={onClose} act={act}>
      <p>
        Bots on {platform} will no longer know that{' '}
        <bdi className="strong">{link.platform_username ?? link.platform_user_id}</bdi> is you, from the next message
        on. You can link it again at any time.
      </p>
    </Confirm>
  );
}
