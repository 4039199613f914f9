import { useState, type ReactElement } from 'react';
import { useOnceKey } from '../../api/once';
import { botPlatformName } from '../../app/platforms';
import { Modal } from '../../ui/dialog';
import { ChoiceField, SelectField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/toasts';
import { useChange, type Change, type DialogProps } from './provider-calls';
import { isUse, KINDS, USES } from './provider-words';

/** The kill switch and the flags, each with its effect. */
export function SwitchesDialog({ provider, onClose }: DialogProps): ReactElement {
  const change = useChange(provider.platform);
  const once = useOnceKey();
  const [use, setUse] = useState(provider.use);
  // Static tokens speak as bots, and as nobody else.
  const kinds = KINDS.filter(({ name }) => provider.auth === 'oauth' || name === 'bot_enabled');
  const send = async (values: FormData): Promise<void> => {
    const ticked = values.getAll('kind');
    const flags = Object.fromEntries(kinds.map(({ name }) => [name, ticked.includes(name)]));
    const body: Change = { use, ...flags };
    await change(body, once(body));
    say('Saved');
    onClose();
  };
  return (
    <Modal title={`Switches of ${botPlatformName(provider.platform)}`} onClose={onClose}>
      <Form send={send} submit="Save" kind={use === 'stop_all' ? 'danger' : 'strong'} cancel={onClose}>
        <SelectField
          label="Use of the platform"
          name="use"
          value={use}
          hint={USES[use].effect}
          onChange={({ target }) => {
            if (isUse(target.value)) setUse(target.value);
          }}
        >
          {Object.entries(USES).map(([value, { word }]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </SelectField>
        <ChoiceField
          label="New ones of these kinds are taken"
          name="kind"
          ticked={kinds.filter(({ name }) => provider[name]).map(({ name }) => name)}
          choices={kinds.map(({ name, label, effect }) => ({
            value: name,
            label: (
              <>
                <span className="strong">{label}</span> <span className="small muted">{effect}</span>
              </>
            ),
          }))}
        />
      </Form>
    </Modal>
  );
}
