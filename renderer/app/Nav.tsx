import { Link, useLocation } from 'wouter';
import { areas, routes } from './routes';

/** The areas at the left; only those that have a page. */
export function Nav() {
  const [location] = useLocation();
  return (
    <nav className="shell-nav" aria-label="主导航">
      {areas
        .filter((area) => routes.some((route) => route.area === area.key))
        .map(({ key, title, icon: Icon, path }) => (
          <Link key={key} href={path} aria-current={isUnder(location, path) ? 'page' : undefined}>
            <Icon aria-hidden />
            {title}
          </Link>
        ))}
    </nav>
  );
}

export const isUnder = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);
