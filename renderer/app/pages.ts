import { type LazyPart, lazyPart } from '../ui/lazy';
import { type RouteDef, routes } from './routes';

export interface DeskPage extends LazyPart<object> {
  readonly route: RouteDef;
}

export const pages: readonly DeskPage[] = routes.map((route) => ({ route, ...lazyPart(route.load) }));
