import { Button, Modal, Progress } from 'antd';
import type { Job } from './useJob';

/** Shows a running job over the page, with its progress and a way to stop it. */
export function JobProgress({ job, title }: { job: Pick<Job, 'state' | 'cancel'>; title: string }) {
  if (job.state === undefined) return null;
  const { done, total, label } = job.state;
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      title={title}
      footer={
        <Button onClick={job.cancel} autoFocus>
          停止
        </Button>
      }
    >
      <p role="status">{total > 0 ? `${label}（${done} / ${total}）` : label}</p>
      <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} status="active" aria-label={title} />
    </Modal>
  );
}
