import { Page } from '../../ui/Page';

export default function RecoveryPage() {
  return <Page title="…">…</Page>;
}
