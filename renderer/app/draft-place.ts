import { routes } from './routes';

export interface DraftPlace {
  readonly title: string;
  readonly path: string;
}

/** Where a draft was being typed, from its key: `visits.edit:2026-A01-000001`. */
export function draftPlace(form: string): DraftPlace | undefined {
  const colon = form.indexOf(':');
  const key = colon < 0 ? form : form.slice(0, colon);
  const of = colon < 0 ? '' : form.slice(colon + 1);
  const route = routes.find(({ draft }) => draft === key);
  if (route === undefined) return undefined;
  return {
    title: of === '' ? route.title : `${route.title} ${of}`,
    path: route.path.replace(/:[a-zA-Z]+/, encodeURIComponent(of)),
  };
}
