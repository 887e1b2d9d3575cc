import { Page } from '../../ui/Page';

export default function HomePage() {
  return <Page title="工作台">…</Page>;
}
