import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Problem } from '../api/problem';
import { LinkPage } from '../pages/link';
import { LoginPage, RegisterPage } from '../pages/sign-in';
import { Toasts } from '../ui/toasts';
import { Frame } from './frame';
import { NotFound } from './not-found';
import { PAGES } from './pages';
import { Shown, SignedIn } from './signed-in';
import { useSession } from './who';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // What was refused stays refused; a lost connection is worth one more try.
      retry: (count, error) => count < 1 && (!(error instanceof Problem) || error.status >= 500),
      staleTime: 10_000,
      // Without a connection a page says so, instead of waiting for one.
      networkMode: 'always',
    },
    // Answers may hold secrets, so none is kept once the page that asked is gone.
    mutations: { gcTime: 0 },
  },
});

/** What one person saw is not there for the next one. */
function ForgetAtSignOut(): null {
  const state = useSession();
  useEffect(() => {
    if (state === 'out') client.clear();
  }, [state]);
  return null;
}

export function App(): ReactElement {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <ForgetAtSignOut />
        <BrowserRouter>
          <Routes>
            <Route path="/login" element={<LoginPage />} />
            <Route path="/register" element={<RegisterPage />} />
            <Route path="/link" element={<LinkPage />} />
            <Route path="/link/:token" element={<LinkPage />} />
            <Route
              element={
                <SignedIn>
                  <Frame />
                </SignedIn>
              }
            >
              <Route index element={<Navigate to="/links" replace />} />
              {PAGES.map((page) => (
                <Route key={page.path} path={page.path} element={<Shown page={page} />} />
              ))}
              <Route path="*" element={<NotFound />} />
            </Route>
          </Routes>
        </BrowserRouter>
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  );
}
