import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { isUnder } from './Nav';
import { routes } from './routes';

const settings = routes.filter((route) => route.settings !== undefined);
const headings = [...new Set(settings.map((route) => route.settings))];

/** 系统设置: its pages by heading at the side, the open one beside them. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="系统设置">
        {headings.map((heading) => (
          <section key={heading}>
            <h2>{heading}</h2>
            {settings
              .filter((route) => route.settings === heading)
              .map(({ path, title }) => (
                <Link key={path} href={path} aria-current={isUnder(location, path) ? 'page' : undefined}>
                  {title}
                </Link>
              ))}
          </section>
        ))}
      </nav>
      {children}
    </div>
  );
}
