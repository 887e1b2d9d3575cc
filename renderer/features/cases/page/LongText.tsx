import { Button } from 'antd';
import { useState } from 'react';

const LONG = 240;

/** A text of which only the beginning is shown until it is asked for. */
export function LongText({ text, label }: { readonly text: string; readonly label: string }) {
  const [whole, setWhole] = useState(text.length <= LONG);
  return (
    <>
      <span className={whole ? 'case-long' : 'case-long clamped'}>{text}</span>
      {text.length <= LONG ? null : (
        <Button type="link" size="small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : `展开全部${label}`}
        </Button>
      )}
    </>
  );
}
