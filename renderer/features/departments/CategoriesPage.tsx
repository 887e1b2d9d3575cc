import './departments.css';
import { Segmented } from 'antd';
import { useState } from 'react';
import { DICTIONARY_TITLES } from '#shared/domain/departments/dictionary';
import { Page } from '../../ui/Page';
import { EntryTable } from './EntryTable';

/** 内容分类 and 信访目的: what every registration is counted by. */
export default function CategoriesPage() {
  const [dictionary, setDictionary] = useState<'categories' | 'purposes'>('categories');
  return (
    <Page
      title="内容分类与信访目的"
      fill
      extra={
        <Segmented<'categories' | 'purposes'>
          aria-label="目录"
          value={dictionary}
          onChange={setDictionary}
          options={[
            { value: 'categories', label: DICTIONARY_TITLES.categories },
            { value: 'purposes', label: DICTIONARY_TITLES.purposes },
          ]}
        />
      }
    >
      <EntryTable key={dictionary} dictionary={dictionary} />
    </Page>
  );
}
