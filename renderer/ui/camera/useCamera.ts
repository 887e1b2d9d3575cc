import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../client';

export type CameraState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live'; readonly stream: MediaStream }
  | { readonly kind: 'failed'; readonly message: string };

const SENTENCES: { readonly [name: string]: string } = {
  NotFoundError: '没有找到摄像头或高拍仪。请检查是否已连接，然后重试。',
  OverconstrainedError: '这个摄像头现在不能使用，请换一个。',
  NotReadableError: '摄像头正被其他程序使用，请关闭后重试。',
  NotAllowedError: '没有使用摄像头的权限。请在系统设置中允许本程序使用摄像头，然后重试。',
};

/**
 * The picture of a camera for as long as the dialog is open, shown by the element that `video` is put on; permission is asked of the
 * window program for each look.
 */
export function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>({ kind: 'waiting' });
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  const [wanted, setWanted] = useState<{ readonly device?: string }>({});

  useEffect(() => {
    let left = false;
    let open: MediaStream | undefined;
    const look = async () => {
      const found = await openCamera(wanted.device);
      if (found.kind === 'live') open = found.stream;
      if (left) stop(open);
      else setState(found);
      if (!left && found.kind === 'live') setDevices(await cameras());
    };
    void look();
    return () => {
      left = true;
      stop(open);
    };
  }, [wanted]);

  const stream = state.kind === 'live' ? state.stream : undefined;
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream ?? null;
  }, [stream]);

  const look = useCallback((device?: string) => {
    setState({ kind: 'waiting' });
    setWanted(device === undefined ? {} : { device });
  }, []);
  return { state, devices, look, video };
}

async function openCamera(device: string | undefined): Promise<CameraState> {
  const allowed = await call('attachments.openCamera', {});
  if (!allowed.ok) return { kind: 'failed', message: allowed.error.message };
  try {
    const which = device === undefined ? {} : { deviceId: { exact: device } };
    const video = { width: { ideal: 2592 }, height: { ideal: 1944 }, ...which };
    return { kind: 'live', stream: await navigator.mediaDevices.getUserMedia({ video, audio: false }) };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return { kind: 'failed', message: SENTENCES[name] ?? '摄像头没有打开，请检查连接后重试。' };
  }
}

const cameras = async (): Promise<MediaDeviceInfo[]> =>
  (await navigator.mediaDevices.enumerateDevices()).filter(
    ({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '',
  );

const stop = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};
