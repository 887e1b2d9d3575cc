import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { CameraChoice, CameraView } from '../../ui/camera/CameraView';
import { useCamera } from '../../ui/camera/useCamera';
import type { ToSend } from './send';
import { nameNow } from './words';

interface Props {
  readonly onPicture: (file: ToSend) => Promise<boolean>;
  readonly onClose: () => void;
}

const QUALITY = 0.92;

/** A live picture, a shot of it, and a second look before it is added. */
export function CameraDialog({ onPicture, onClose }: Props) {
  const { state, devices, look, video } = useCamera();
  const [shot, setShot] = useState<HTMLCanvasElement>();
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
        <CameraChoice key="device" devices={devices} onChange={look} />,
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
      <CameraView
        state={state}
        video={video}
        hidden={shot !== undefined}
        otherwise="也可以用“添加文件”或“添加扫描件”。"
        onRetry={() => look()}
      >
        {shot === undefined ? null : <Shot canvas={shot} />}
      </CameraView>
    </Modal>
  );
}

/** The canvas itself: a picture by address would need one more thing the policy allows. */
function Shot({ canvas }: { canvas: HTMLCanvasElement }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(canvas);
  }, [canvas]);
  return <div ref={place} className="attachment-shot" role="img" aria-label="拍下的照片" />;
}
