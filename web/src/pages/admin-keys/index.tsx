import { useState, type ReactElement } from 'react';
import { PageHead, Section } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Paged } from '../../ui/paged';
import { Empty } from '../../ui/states';
import { KeyDialog, type OpenKey } from './key-dialogs';
import { SERVICE_KEYS, SYSTEM_KEYS, type KeyKind } from './key-calls';
import { KeyRow } from './key-row';

export function KeysPage(): ReactElement {
  return (
    <>
      <PageHead
        title="Keys"
        about="Service keys are for bot services, which receive chat messages. System keys are for bot workers, which hold the connections to platforms."
      />
      <KeySection kind={SERVICE_KEYS} />
      <KeySection kind={SYSTEM_KEYS} />
    </>
  );
}

function KeySection({ kind }: { readonly kind: KeyKind }): ReactElement {
  const [open, setOpen] = useState<OpenKey | null>(null);
  return (
    <Section
      title={kind.title}
      action={
        <Button kind="strong" onClick={() => setOpen({ kind: 'new' })}>
          New {kind.one}
        </Button>
      }
    >
      <Paged queryKey={kind.queryKey} read={kind.list} empty={<Empty title={`No ${kind.one} yet`} />}>
        {(keys) => (
          <ul className="rows">
            {keys.map((key) => (
              <KeyRow
                key={key.id}
                of={key}
                platforms={kind.platforms}
                onOpen={(action) => setOpen({ kind: action, of: key })}
              />
            ))}
          </ul>
        )}
      </Paged>
      {open && <KeyDialog calls={kind} open={open} setOpen={setOpen} />}
    </Section>
  );
}
