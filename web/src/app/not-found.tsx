import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../ui/bits';

export function NotFound(): ReactElement {
  return (
    <>
      <PageHead title="There is nothing here" about="The page does not exist, or is not for you." />
      <p>
        <Link to="/links">Go to the start</Link>
      </p>
    </>
  );
}
