import { Button } from 'antd';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { CameraChoice, CameraView } from '../../../ui/camera/CameraView';
import { useCamera } from '../../../ui/camera/useCamera';
import { codeReader } from './code';
import { type ReadCard, readCard } from './readCard';

interface Props {
  readonly onRead: (card: ReadCard) => void;
  readonly onBack: () => void;
}

/** Holds the card before the camera: the code is found without a click. */
export function ScanCard({ onRead, onBack }: Props) {
  const { state, devices, look, video } = useCamera();
  const [said, setSaid] = useState<string>();
  useCodes(video, state.kind === 'live', async (text) => {
    const card = await readCard({ text, code: true });
    if (card.ok) onRead(card.value);
    else setSaid(card.error.message);
  });
  return (
    <>
      <p>把配对卡上的二维码放在摄像头前，完整、清楚地出现在画面中，自动读入。</p>
      <CameraView
        state={state}
        video={video}
        otherwise="也可以返回后选择二维码的图片，或者粘贴配对卡的文本。"
        onRetry={() => look()}
      />
      {said === undefined ? null : (
        <p className="field-error" role="alert">
          {said}
        </p>
      )}
      <div className="exchange-actions">
        <Button autoFocus onClick={onBack}>
          返回
        </Button>
        <CameraChoice devices={devices} onChange={look} />
      </div>
    </>
  );
}

const EVERY_MS = 150;

/** Looks at the picture several times a second; the same code is told once. */
function useCodes(video: RefObject<HTMLVideoElement | null>, live: boolean, onCode: (text: string) => unknown): void {
  const told = useEffectEvent(onCode);
  useEffect(() => {
    if (!live) return undefined;
    const read = codeReader();
    let last: string | undefined;
    const timer = setInterval(() => {
      const player = video.current;
      const text = player === null ? undefined : read(player, player.videoWidth, player.videoHeight);
      if (text === undefined || text === last) return;
      last = text;
      told(text);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [video, live]);
}
