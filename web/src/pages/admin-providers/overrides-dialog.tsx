import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { botPlatformName } from '../../app/platforms';
import { useWho } from '../../app/who';
import { Row } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Modal } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { Paged } from '../../ui/paged';
import { say, sayProblem } from '../../ui/toasts';
import { overridesOf, type DialogProps, type Override } from './provider-calls';
import { isUse, USES } from './provider-words';

/** Accounts for which other rules count than for everybody. */
export function OverridesDialog({ provider: { platform }, onClose }: DialogProps): ReactElement {
  return (
    <Modal title={`Accounts with own rules on ${botPlatformName(platform)}`} onClose={onClose}>
      <p className="small muted">
        They win over those of everybody, both ways. Only when everything is stopped, that counts for these accounts,
        too.
      </p>
      <Paged
        queryKey={overridesOf(platform)}
        read={(cursor) =>
          ask(
            api.GET('/v1/admin/providers/{platform}/overrides', { params: { path: { platform }, query: { cursor } } }),
          )
        }
        empty={<p className="muted">None: the same counts for all accounts.</p>}
      >
        {(overrides) => (
          <ul className="rows">
            {overrides.map((override) => (
              <OverrideRow key={override.account_id} override={override} />
            ))}
          </ul>
        )}
      </Paged>
      <NewOverride platform={platform} onClose={onClose} />
    </Modal>
  );
}

function OverrideRow({ override }: { readonly override: Override }): ReactElement {
  const client = useQueryClient();
  const { me } = useWho();
  const { platform, account_id: account } = override;
  const remove = async (): Promise<void> => {
    try {
      await api.DELETE('/v1/admin/providers/{platform}/overrides/{account}', {
        params: { path: { platform, account } },
      });
      say('The rules of everybody count again');
    } catch (error) {
      sayProblem(error);
    }
    await client.invalidateQueries({ queryKey: overridesOf(platform) });
  };
  return (
    <Row
      title={me.accounts.find(({ id }) => id === account)?.name ?? <code>{account}</code>}
      facts={rulesOf(override)}
      actions={
        <Button onClick={() => void remove()} aria-label={`Remove the rules of ${account}`}>
          Remove
        </Button>
      }
    />
  );
}

function rulesOf({ use, bot_enabled: bots, channel_enabled: channels }: Override): string {
  const rules = [
    use === null ? '' : USES[use].word,
    bots === null ? '' : `new bots ${bots ? 'taken' : 'not taken'}`,
    channels === null ? '' : `new channels ${channels ? 'taken' : 'not taken'}`,
  ].filter(Boolean);
  return rules.length === 0 ? 'as everybody' : rules.join(' · ');
}

const FLAG: Readonly<Record<string, boolean | null>> = { yes: true, no: false, '': null };

function NewOverride({ platform, onClose }: Pick<Override, 'platform'> & Pick<DialogProps, 'onClose'>): ReactElement {
  const client = useQueryClient();
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const [account, use] = [textOf(values, 'account'), textOf(values, 'use')];
    const body = {
      use: isUse(use) ? use : null,
      bot_enabled: FLAG[textOf(values, 'bot_enabled')] ?? null,
      channel_enabled: FLAG[textOf(values, 'channel_enabled')] ?? null,
    };
    const params = { path: { platform, account } };
    const headers = once({ account, body });
    await api.PUT('/v1/admin/providers/{platform}/overrides/{account}', { params, body, headers });
    say('Saved');
    await client.invalidateQueries({ queryKey: overridesOf(platform) });
  };
  return (
    <Form send={send} submit="Set rules" cancel={onClose}>
      <AccountField />
      <SelectField label="Use of the platform" name="use">
        <option value="">as everybody</option>
        {Object.entries(USES).map(([value, { word }]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </SelectField>
      <FlagField label="New bots" name="bot_enabled" />
      <FlagField label="New channels" name="channel_enabled" />
    </Form>
  );
}

/** Suggests one's own accounts. */
function AccountField(): ReactElement {
  const list = useId();
  const { me } = useWho();
  return (
    <>
      <TextField
        label="Account id"
        name="account"
        list={list}
        required
        autoComplete="off"
        spellCheck={false}
        hint="Its members see it on the page Members."
      />
      <datalist id={list}>
        {me.accounts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

function FlagField(field: { readonly label: string; readonly name: string }): ReactElement {
  return (
    <SelectField {...field}>
      <option value="">as everybody</option>
      <option value="yes">taken</option>
      <option value="no">not taken</option>
    </SelectField>
  );
}
