import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { followCommits, useQueryOf } from '../client';
import { ConfirmProvider } from '../ui/confirm';
import { LoadingState, QueryView } from '../ui/states';
import { FaultNotices } from './faults';
import { Shell } from './Shell';
import { deskTheme } from './theme';

const SetupPage = lazy(() => import('../features/setup/SetupPage'));
const RecoveryPage = lazy(() => import('../features/recovery/RecoveryPage'));

export function App({ client }: { client: QueryClient }) {
  useEffect(() => followCommits(client), [client]);
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        locale={zhCN}
        theme={deskTheme}
        componentSize="middle"
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        <AntApp message={{ top: 56, maxCount: 3 }} style={{ height: '100%' }}>
          <FaultNotices />
          <ConfirmProvider>
            <HashRouter>
              <FirstQuestion />
            </HashRouter>
          </ConfirmProvider>
        </AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}

/** Addresses live after the `#`: the page itself never changes. */
function HashRouter({ children }: { children: ReactNode }) {
  const location = useHashLocation();
  return (
    <Router hook={() => location} hrefs={(href) => `#${href}`}>
      {children}
    </Router>
  );
}

/** What the desk needs before it can be used: whole data, and a name for this machine. */
function FirstQuestion() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  return (
    <QueryView query={status}>
      {({ store, identity }) => (
        <Suspense fallback={<LoadingState label="正在打开…" />}>
          {store.mode === 'recovery' ? <RecoveryPage /> : identity === null ? <SetupPage /> : <Shell />}
        </Suspense>
      )}
    </QueryView>
  );
}
