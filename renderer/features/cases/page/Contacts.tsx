import { Tag } from 'antd';
import { Link } from 'wouter';
import { channelName } from '../words';
import { Section } from './Section';
import type { CaseDetail } from './steps/form';

/** 来访、来信、来电、网上: every time that somebody came about the matter. */
export const Contacts = ({ contacts }: { contacts: CaseDetail['contacts'] }) => (
  <Section title="来访来信" sub={`${contacts.length} 次`}>
    {contacts.length === 0 ? (
      <p className="quiet">没有来访登记。</p>
    ) : (
      <ul className="case-list">
        {contacts.map(({ id, visitNo, petitionDate, channel, name, title, voidReason }) => (
          <li key={id}>
            <Link href={`/visits/${visitNo}`}>{visitNo}</Link>
            <span>{petitionDate}</span>
            <span>{channelName(channel ?? 'other')}</span>
            <span className="who">{name ?? '（姓名不清）'}</span>
            <span className="title" title={title}>
              {title}
            </span>
            {voidReason === undefined ? null : <Tag>已作废</Tag>}
          </li>
        ))}
      </ul>
    )}
  </Section>
);
