import { App } from 'antd';
import { useMemo } from 'react';
import type { Refusal } from '#shared/kernel/refusal';
import { formatClock } from './format';

/** Short words at the top of the window that go away by themselves. */
export interface Toast {
  /** 已保存 10:42:07, in place of the one before. */
  saved(at?: number): void;
  done(text: string): void;
  refused(refusal: Refusal): void;
}

export function useToast(): Toast {
  const { message } = App.useApp();
  return useMemo(
    () => ({
      saved: (at = Date.now()) => void message.success({ key: 'saved', content: `已保存 ${formatClock(at)}` }),
      done: (text) => void message.success(text),
      refused: (refusal) => void message.error({ content: refusalSentence(refusal), duration: 8 }),
    }),
    [message],
  );
}

/** The refusal with its article of law, as one line. */
export const refusalSentence = (refusal: Refusal): string =>
  refusal.lawArticle === undefined ? refusal.message : `${refusal.message}（${refusal.lawArticle}）`;
