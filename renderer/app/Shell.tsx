import { useState } from 'react';
import { useLocation } from 'wouter';
import { useHotkey } from '../ui/hotkeys';
import { CommandPalette } from './CommandPalette';
import { Header } from './Header';
import { Nav } from './Nav';
import { Outlet } from './Outlet';
import { ReadingLine } from './ReadingLine';
import { routes } from './routes';
import { StoreBanner } from './StoreBanner';

/** Header, banner, navigation and the page that is open. */
export function Shell() {
  const [searching, setSearching] = useState(false);
  useHotkey('Ctrl+K', () => setSearching(true));
  return (
    <div className="shell">
      <Header onSearch={() => setSearching(true)} />
      <StoreBanner />
      <Nav />
      <main className="shell-main">
        <Outlet />
      </main>
      <ReadingLine />
      {routes.map(({ path, hotkey }) =>
        hotkey === undefined ? null : <RouteHotkey key={path} path={path} combo={hotkey} />,
      )}
      {searching ? <CommandPalette onClose={() => setSearching(false)} /> : null}
    </div>
  );
}

function RouteHotkey({ path, combo }: { path: string; combo: string }) {
  const [, go] = useLocation();
  useHotkey(combo, () => go(path));
  return null;
}
