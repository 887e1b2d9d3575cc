import './departments.css';
import { Page } from '../../ui/Page';
import { EntryTable } from './EntryTable';

/** 属地: where a problem arose and where a petitioner lives, down to towns and streets. */
export default function RegionsPage() {
  return (
    <Page title="属地" sub="问题属地和住址的选项：市、区（县级市）、镇（街道）" fill>
      <EntryTable dictionary="regions" />
    </Page>
  );
}
