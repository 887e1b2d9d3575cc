import './camera.css';
import { Button, Select } from 'antd';
import type { ReactNode, RefObject } from 'react';
import { LoadingState } from '../states';
import type { CameraState } from './useCamera';

interface ViewProps {
  readonly state: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly hidden?: boolean;
  /** What else can be done where there is no picture. */
  readonly otherwise: string;
  readonly onRetry: () => void;
  readonly children?: ReactNode;
}

/** What the camera sees, or in words why nothing can be seen. */
export function CameraView({ state, video, hidden = false, otherwise, onRetry, children }: ViewProps) {
  return (
    <div className="camera">
      {state.kind === 'waiting' ? <LoadingState label="正在打开摄像头…" /> : null}
      {state.kind === 'failed' ? (
        <div className="state" role="alert">
          <p>{state.message}</p>
          <p>{otherwise}</p>
          <Button onClick={onRetry}>重试</Button>
        </div>
      ) : null}
      {state.kind === 'live' ? (
        <video ref={video} aria-label="摄像头画面" autoPlay muted playsInline hidden={hidden} />
      ) : null}
      {children}
    </div>
  );
}

interface ChoiceProps {
  readonly devices: readonly MediaDeviceInfo[];
  readonly onChange: (device: string) => void;
}

/** Another camera, where there is one. */
export function CameraChoice({ devices, onChange }: ChoiceProps) {
  if (devices.length < 2) return null;
  const options = devices.map(({ deviceId, label }, i) => ({ value: deviceId, label: label || `摄像头 ${i + 1}` }));
  return (
    <Select
      className="camera-choice"
      aria-label="选择摄像头"
      placeholder="更换摄像头"
      options={options}
      onChange={onChange}
    />
  );
}
