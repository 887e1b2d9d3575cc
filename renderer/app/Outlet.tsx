import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { whenReady } from '../ui/ready';
import { EmptyState, LoadingState } from '../ui/states';
import { PageBoundary } from './PageBoundary';
import { type DeskPage, pages } from './pages';
import { routes } from './routes';
import { SettingsFrame } from './SettingsFrame';

const firstSetting = routes.find((route) => route.settings !== undefined);

/** The page the address names. The others are fetched once a person could work and there is nothing else to do: F2 must not wait. */
export function Outlet() {
  const [location] = useLocation();
  useEffect(() => void fetchPages(), []);
  return (
    <PageBoundary key={location}>
      <Suspense fallback={<LoadingState label="正在打开…" />}>
        <Switch>
          {pages.map((page) => (
            <Route key={page.route.path} path={page.route.path}>
              <Framed {...page} />
            </Route>
          ))}
          {firstSetting === undefined ? null : (
            <Route path="/settings">
              <Redirect to={firstSetting.path} replace />
            </Route>
          )}
          <Route>
            <EmptyState title="没有这个页面" hint="请从左侧选择要做的工作。" />
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  );
}

const Framed = ({ route, Part }: DeskPage) =>
  route.area === 'settings' ? (
    <SettingsFrame>
      <Part />
    </SettingsFrame>
  ) : (
    <Part />
  );

async function fetchPages(): Promise<void> {
  await whenReady();
  for (const page of pages) {
    await new Promise((resolve) => requestIdleCallback(resolve));
    await page.fetch();
  }
}
