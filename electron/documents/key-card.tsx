import type { CardFace } from '#shared/contract/exchange';
import { htmlPage } from './page';

const CSS = `
html { font-size: 14pt; line-height: 1.7; }
h1 { margin: 8mm 0 6mm; }
.card { display: grid; grid-template-columns: 72mm 1fr; gap: 6mm; align-items: center; margin: 6mm 0; }
.card svg { width: 72mm; height: 72mm; }
.digits { font-family: Consolas, "Courier New", monospace; font-size: 20pt; letter-spacing: .06em; line-height: 1.6; }
.text { font-family: Consolas, "Courier New", monospace; font-size: 8pt; line-height: 1.4; overflow-wrap: anywhere; text-indent: 0; }
.note { font-size: 12pt; }
`;

/** A card with what it stands for: one desk, or the unit with all its desks. */
export interface Printed extends CardFace {
  readonly unitName: string;
  readonly which: 'device' | 'unit';
}

/** 配对卡: what another unit reads in, and the digits that are read out to it. */
export const keyCardPage = (keys: Printed): string =>
  htmlPage({
    title: `配对卡 ${keys.name}`,
    css: CSS,
    body: (
      <>
        <h1>数据交换配对卡</h1>
        <div className="card">
          <svg viewBox={`0 0 ${keys.qr.size} ${keys.qr.size}`} shapeRendering="crispEdges">
            <path d={keys.qr.path} />
          </svg>
          <div>
            <div>单位：{keys.unitName}</div>
            <div>{keys.which === 'unit' ? '适用：本单位全部台席（单位密钥）' : `台席：${keys.name}`}</div>
            <div>密钥指纹：</div>
            <div className="digits">{keys.fingerprint}</div>
          </div>
        </div>
        <p className="note">
          对方在“数据交换—往来单位与密钥”点“配对”，用摄像头、扫码枪或者照片读入本卡的二维码。读入后，由本单位人员当面或者通过已知的电话逐组读出指纹，对方照听到的填写，一致才能完成配对。本卡只含公开密钥，可以公开传递；遗失不影响安全。
        </p>
        <h2>卡片文本</h2>
        <p className="text">{keys.card}</p>
      </>
    ),
  });
