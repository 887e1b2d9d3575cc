import './exchange.css';
import { Page } from '../../ui/Page';
import { PartnersTab } from './PartnersTab';

/** 密钥与往来单位, from the settings: the same as the tab of 数据交换. */
export default function KeysPage() {
  return (
    <Page title="密钥与往来单位" fill>
      <PartnersTab />
    </Page>
  );
}
