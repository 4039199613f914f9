import type { ReactElement } from 'react';
import { PageHead } from '../../ui/bits';
import { myTokens } from './token-calls';
import { TokenSection } from './token-section';

export { tokensOfBot } from './token-calls';
export { TokenSection } from './token-section';

export function TokensPage(): ReactElement {
  return (
    <>
      <PageHead
        title="API tokens"
        about="For your own programs. A token can do what its permissions say, and never more than you. For a bot, make the bot's own token."
      />
      <TokenSection calls={myTokens} />
    </>
  );
}
