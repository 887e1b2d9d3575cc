import { Button, Modal, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { LoadingState } from '../../ui/states';
import type { ToSend } from './send';
import { type CameraState, useCamera } from './useCamera';
import { nameNow } from './words';

interface Props {
  readonly onPicture: (file: ToSend) => Promise<boolean>;
  readonly onClose: () => void;
}

const QUALITY = 0.92;

/** A live picture, a shot of it, and a second look before it is added. */
export function CameraDialog({ onPicture, onClose }: Props) {
  const { state, devices, look } = useCamera();
  const [shot, setShot] = useState<HTMLCanvasElement>();
  const video = useRef<HTMLVideoElement>(null);
  const stream = state.kind === 'live' ? state.stream : undefined;
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream ?? null;
  }, [stream]);

  const shoot = () => {
    const from = video.current;
    if (from === null) return;
    const canvas = document.createElement('canvas');
    canvas.width = from.videoWidth;
    canvas.height = from.videoHeight;
    canvas.getContext('2d')?.drawImage(from, 0, 0);
    setShot(canvas);
  };
  const add = async () => {
    const content = await new Promise<Blob | null>((done) => shot?.toBlob(done, 'image/jpeg', QUALITY));
    if (content === null) return;
    await onPicture({ name: nameNow('拍照', 'jpg', Date.now()), content, source: 'camera' });
    setShot(undefined);
  };
  return (
    <Modal
      open
      width={820}
      title="拍照"
      onCancel={onClose}
      footer={[
        devices.length < 2 ? null : <Cameras key="device" devices={devices} onChange={look} />,
        <Button key="no" onClick={onClose}>
          完成
        </Button>,
        shot === undefined ? null : (
          <Button key="again" onClick={() => setShot(undefined)}>
            重拍
          </Button>
        ),
        shot === undefined ? (
          <Button key="shoot" type="primary" disabled={state.kind !== 'live'} onClick={shoot}>
            拍照
          </Button>
        ) : (
          <Button key="add" type="primary" autoFocus onClick={() => void add()}>
            添加这张照片
          </Button>
        ),
      ]}
    >
      <div className="attachment-camera">
        <Live state={state} video={video} hidden={shot !== undefined} onRetry={() => look()} />
        {shot === undefined ? null : <Shot canvas={shot} />}
      </div>
    </Modal>
  );
}

function Cameras({ devices, onChange }: { devices: readonly MediaDeviceInfo[]; onChange: (id: string) => void }) {
  const options = devices.map(({ deviceId, label }, i) => ({ value: deviceId, label: label || `摄像头 ${i + 1}` }));
  return (
    <Select
      className="attachment-left"
      aria-label="选择摄像头"
      placeholder="更换摄像头"
      options={options}
      onChange={onChange}
    />
  );
}

interface LiveProps {
  readonly state: CameraState;
  readonly video: React.RefObject<HTMLVideoElement | null>;
  readonly hidden: boolean;
  readonly onRetry: () => void;
}

function Live({ state, video, hidden, onRetry }: LiveProps) {
  if (state.kind === 'waiting') return <LoadingState label="正在打开摄像头…" />;
  if (state.kind === 'failed') {
    return (
      <div className="state" role="alert">
        <p>{state.message}</p>
        <Button onClick={onRetry}>重试</Button>
      </div>
    );
  }
  return <video ref={video} aria-label="摄像头画面" autoPlay muted playsInline hidden={hidden} />;
}

/** The canvas itself: a picture by address would need one more thing the policy allows. */
function Shot({ canvas }: { canvas: HTMLCanvasElement }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(canvas);
  }, [canvas]);
  return <div ref={place} className="attachment-shot" role="img" aria-label="拍下的照片" />;
}
