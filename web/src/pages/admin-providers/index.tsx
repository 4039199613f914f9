import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { botPlatformName } from '../../app/platforms';
import { Badge, Facts, PageHead } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Loaded } from '../../ui/states';
import { ApplicationDialog } from './application-dialog';
import { OverridesDialog } from './overrides-dialog';
import { PROVIDERS, type DialogProps, type Provider } from './provider-calls';
import { KINDS, SOURCES, USES } from './provider-words';
import { SwitchesDialog } from './switches-dialog';

export function ProvidersPage(): ReactElement {
  const providers = useQuery({ queryKey: PROVIDERS, queryFn: () => ask(api.GET('/v1/admin/providers')) });
  return (
    <>
      <PageHead
        title="Platforms"
        about="The application that this server has at each platform, and what is switched off. Changes count at once, everywhere."
      />
      <Loaded query={providers}>
        {(list) => (
          <>
            {list.map((provider) => (
              <ProviderCard key={provider.platform} provider={provider} />
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}

const DIALOGS = {
  Application: ApplicationDialog,
  Switches: SwitchesDialog,
  Accounts: OverridesDialog,
} as const;

type Opened = keyof typeof DIALOGS;

function ProviderCard({ provider }: { readonly provider: Provider }): ReactElement {
  const [opened, setOpened] = useState<Opened | null>(null);
  const name = botPlatformName(provider.platform);
  const use = USES[provider.use];
  const offered: readonly Opened[] =
    provider.auth === 'oauth' ? ['Application', 'Switches', 'Accounts'] : ['Switches', 'Accounts'];
  return (
    <section className="platform" aria-label={name}>
      <div>
        <h2>
          {name} <Badge tone={use.tone}>{use.word}</Badge>
        </h2>
        <p className="muted">{use.effect}</p>
      </div>
      <ProviderFacts provider={provider} />
      <div className="actions">
        {offered.map((one) => (
          <Button key={one} onClick={() => setOpened(one)} aria-label={`${one} of ${name}`}>
            {one}
          </Button>
        ))}
      </div>
      {opened && <Opening dialog={opened} provider={provider} onClose={() => setOpened(null)} />}
    </section>
  );
}

function Opening({ dialog, ...props }: DialogProps & { readonly dialog: Opened }): ReactElement {
  const Dialog = DIALOGS[dialog];
  return <Dialog {...props} />;
}

function ProviderFacts({ provider }: { readonly provider: Provider }): ReactElement {
  const source = SOURCES[provider.source];
  const off = KINDS.filter(({ name }) => !provider[name]).map(({ label }) => label);
  const application =
    provider.auth === 'static' ? (
      'none needed: each bot has a token of its own'
    ) : (
      <>
        {provider.client_id !== null && <code>{provider.client_id}</code>}{' '}
        <Badge tone={source.tone}>{source.word}</Badge>
        {provider.source === 'unreadable' && ' Its encryption key is not configured.'}
      </>
    );
  return (
    <Facts
      of={[
        ['Application', application],
        ['New ones', off.length === 0 ? 'taken of every kind' : `not taken: ${off.join(', ')}`],
      ]}
    />
  );
}
