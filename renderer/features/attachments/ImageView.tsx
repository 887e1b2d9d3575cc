import { useState } from 'react';
import { LoadingState } from '../../ui/states';
import { type Room, useRoom } from './useRoom';
import { blobUrl } from './words';

interface Props {
  readonly sha256: string;
  readonly name: string;
  readonly zoom: number;
  readonly rotation: number;
  readonly onFailed: (message?: string) => void;
}

/** A picture, whole at first, turned and enlarged as wanted. */
export function ImageView({ sha256, name, zoom, rotation, onFailed }: Props) {
  const [room, measure] = useRoom();
  const [natural, setNatural] = useState<Room>();
  const turned = rotation % 180 !== 0;
  const scale = natural === undefined || room === undefined ? undefined : fitOf(natural, room, turned) * zoom;
  const width = (natural?.width ?? 0) * (scale ?? 0);
  const height = (natural?.height ?? 0) * (scale ?? 0);
  return (
    <div className="attachment-room" tabIndex={0} ref={measure}>
      {scale === undefined ? <LoadingState label="正在打开图片…" /> : null}
      <div className="attachment-image" style={turned ? { width: height, height: width } : { width, height }}>
        <img
          src={blobUrl(sha256)}
          alt={name}
          draggable={false}
          style={{ width, height, transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
          onLoad={({ currentTarget }) =>
            setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
          onError={() => onFailed()}
        />
      </div>
    </div>
  );
}

/** Whole in the room, never larger than it is. */
function fitOf(natural: Room, room: Room, turned: boolean): number {
  const [width, height] = turned ? [natural.height, natural.width] : [natural.width, natural.height];
  return Math.min(1, room.width / Math.max(1, width), room.height / Math.max(1, height));
}
