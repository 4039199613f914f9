import { useEffect, useRef, useState, type ReactElement } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { api } from '../api/client';
import { session } from '../api/session';
import { Button } from '../ui/button';
import { sayProblem } from '../ui/toasts';
import { Logo } from './logo';
import { MENU_GROUPS, PAGES, type PageEntry } from './pages';
import { useWho, type Who } from './who';

/** Menu and page, side by side where there is room. */
export function Frame(): ReactElement {
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(pathname);
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    setOpen(false);
    // As a browser does on a new page: reading starts at its beginning.
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="side">
        <div className="side-top">
          <Logo />
          <Button
            kind="quiet"
            className="menu-button"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            Menu
          </Button>
        </div>
        <div id="menu" className={open ? 'menu open' : 'menu'}>
          <AccountSwitch />
          <Menu />
          <Person />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="main">
        <Outlet />
      </main>
    </div>
  );
}

const entriesOf = (who: Who): readonly (readonly [group: string, pages: PageEntry[]])[] =>
  MENU_GROUPS.map(
    (group) => [group, PAGES.filter(({ menu, shown }) => menu?.group === group && (shown?.(who) ?? true))] as const,
  ).filter(([, pages]) => pages.length > 0);

function Menu(): ReactElement {
  const who = useWho();
  return (
    <nav aria-label="Pages">
      {entriesOf(who).map(([group, pages]) => (
        <div key={group} className="menu-group">
          <h2>{group}</h2>
          <ul>
            {pages.map(({ path, menu }) => (
              <li key={path}>
                <NavLink to={path}>{menu?.label}</NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function AccountSwitch(): ReactElement | null {
  const { me, account, choose } = useWho();
  if (me.accounts.length < 2) return null;
  return (
    <div className="account-switch">
      <label htmlFor="account" className="small muted">
        Account
      </label>
      <select id="account" value={account.id} onChange={(event) => choose(event.target.value)}>
        {me.accounts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <span className="small muted">You are {account.role} here</span>
    </div>
  );
}

function Person(): ReactElement {
  const { me } = useWho();
  const signOut = async (): Promise<void> => {
    try {
      await api.POST('/v1/auth/logout');
      session.signedOut();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <div className="person">
      <div className="ellipsis">
        <div className="strong ellipsis">{me.name}</div>
        <div className="small muted ellipsis">@{me.username}</div>
      </div>
      <Button kind="quiet" onClick={() => void signOut()}>
        Sign out
      </Button>
    </div>
  );
}
