import { useState, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import { api, ask } from '../../api/client';
import { toProblem } from '../../api/problem';
import { platformName } from '../../app/platforms';
import { Button } from '../../ui/button';
import { Failed } from '../../ui/states';
import { goOnFrom } from '../../ui/title';
import { isLinkedToMe, type LinkInfo, type Outcome } from './link-state';
import { whyNotLinked, type WayBack } from './way-back';

function Ending({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <div role="status">
      <h1 ref={goOnFrom} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

const toLinks = <Link to="/links">See your linked identities</Link>;

export function NoToken(): ReactElement {
  return (
    <Ending title="This link is not complete">
      <p>Open it again from the message of the bot, or ask the bot for a new one.</p>
    </Ending>
  );
}

/** In another tab than the one that was left: nobody here knows which link it was. */
export function BackWithoutLink({ back }: { readonly back: WayBack }): ReactElement {
  return (
    <Ending title={`You are back from ${back.platform}`}>
      <p>
        {back.result === 'linked' ? 'Your linked identities show what has become of the link.' : whyNotLinked(back)}
      </p>
      <p>To try again, open the link of the bot again.</p>
      <p>{toLinks}</p>
    </Ending>
  );
}

export function AlreadyYours({ info }: { readonly info: LinkInfo }): ReactElement {
  return (
    <Ending title="This is linked to you already">
      <p>
        Your {platformName(info.platform)} identity <code>{info.platform_user_id}</code> belongs to your account. There
        is nothing to do.
      </p>
      <p>{toLinks}</p>
    </Ending>
  );
}

export function Declined({ info, undone }: { readonly info: LinkInfo; readonly undone: boolean }): ReactElement {
  return (
    <Ending title={undone ? 'The link was removed' : 'Declined'}>
      <p>
        The {platformName(info.platform)} identity <code>{info.platform_user_id}</code> has no access to your account.
        This link cannot be used any more.
      </p>
    </Ending>
  );
}

/** With one step back, for whoever sees only now what they confirmed. */
export function Done({
  info,
  onOutcome,
}: {
  readonly info: LinkInfo;
  readonly onOutcome: (outcome: Outcome) => void;
}): ReactElement {
  const [problem, setProblem] = useState<unknown>(null);
  const undo = async (): Promise<void> => {
    try {
      const links = await ask(api.GET('/v1/platform-linking/links'));
      const mine = links.find(
        (link) => link.platform === info.platform && link.platform_user_id === info.platform_user_id,
      );
      if (mine) await api.DELETE('/v1/platform-linking/links/{id}', { params: { path: { id: mine.id } } });
      onOutcome({ kind: 'declined', undone: true });
    } catch (error) {
      setProblem(error);
    }
  };
  const platform = platformName(info.platform);
  return (
    <Ending title="Linked">
      <p>
        Your {platform} identity <bdi className="strong">{info.platform_username ?? info.platform_user_id}</bdi> now
        belongs to your account. You can go back to {platform}.
      </p>
      {problem !== null && <Failed error={problem} />}
      <p>{toLinks}</p>
      <Button onClick={() => void undo()}>This was a mistake: remove it</Button>
    </Ending>
  );
}

const ENDINGS: Readonly<Record<string, readonly [title: string, text: string]>> = {
  link_token_not_found: [
    'This link does not exist',
    'Perhaps it was cut off when it was copied. Ask the bot for a new one.',
  ],
  link_token_used: ['This link was used already', 'A link works once. If that was not you, ask the bot for a new one.'],
  link_token_expired: [
    'This link has ended',
    'It was too old, was declined, got too many wrong codes or sign-ins, or the bot made a newer one. Ask the bot for a new one.',
  ],
  platform_identity_linked_to_you: ['This is linked to you already', 'There is nothing to do.'],
  platform_identity_linked_to_another: [
    'This identity belongs to another account',
    'It must be removed there first. Nothing was changed.',
  ],
  platform_identity_just_linked: [
    'Somebody was faster',
    'Another request linked this identity just now. Nothing was changed for you.',
  ],
  request_invalid: ['This link is not complete', 'Open it again from the message of the bot.'],
};

/** @param error null when waiting for a code came to its end */
export function WhyNot({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): ReactElement {
  if (isLinkedToMe(error)) {
    return (
      <Ending title="This is done">
        <p>You confirmed this link, and the identity belongs to your account.</p>
        <p>{toLinks}</p>
      </Ending>
    );
  }
  const problem = error === null ? null : toProblem(error);
  const ending = ENDINGS[problem?.code ?? 'link_token_expired'];
  if (!ending) return <Failed error={error} {...(retry ? { retry } : {})} />;
  const [title, text] = ending;
  return (
    <Ending title={title}>
      <p>{text}</p>
      {problem?.requestId && <p className="small muted">Request {problem.requestId}</p>}
    </Ending>
  );
}
