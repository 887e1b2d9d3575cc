import { Page } from '../../ui/Page';

export default function DeskPage() {
  return <Page title="本机信息">…</Page>;
}
