import { App } from 'antd';
import { useEffect } from 'react';
import { onDeskEvent } from '../client';

/** Errors nobody expected, from any process: a sentence with the number under which the log has them. */
export function FaultNotices() {
  const { notification } = App.useApp();
  useEffect(() => {
    const show = (message: string) =>
      notification.error({ title: '意外错误', description: message, duration: 0, placement: 'bottomRight' });
    const caught = (error: unknown) => void reportFault(error).then((ref) => show(faultSentence(ref)));
    const onError = (event: ErrorEvent) => caught(event.error);
    const onRejection = (event: PromiseRejectionEvent) => caught(event.reason);
    const stop = onDeskEvent((event) => event.type === 'fault' && show(event.message));
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      stop();
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, [notification]);
  return null;
}

/** Writes the error to the log, without its message, which may hold what was typed; answers its number. */
export const reportFault = (error: unknown): Promise<string> =>
  window.desk.report(
    error instanceof Error ? { name: error.name, stack: error.stack ?? '' } : { name: typeof error, stack: '' },
  );

const faultSentence = (ref: string): string =>
  `刚才的操作出现意外错误（编号 ${ref}），没有完成。程序可以继续使用，已保存的内容没有丢失。`;
