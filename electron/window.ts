import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { assertSecureWebPreferences, SECURE } from './guards';
import { METHODS_SWITCH } from './ipc/channels';
import { APP_HOST, APP_SCHEME } from './ipc/sender';

export interface WindowOptions {
  readonly preload: string;
  readonly methods: readonly string[];
  readonly devTools: boolean;
}

const SMALLEST = { minWidth: 1024, minHeight: 640 };

/** The one window of the program. */
export function openWindow({ preload, methods, devTools }: WindowOptions): BrowserWindow {
  const webPreferences = {
    ...SECURE,
    preload,
    devTools,
    additionalArguments: [`${METHODS_SWITCH}${methods.join(',')}`],
  };
  assertSecureWebPreferences(webPreferences);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    ...SMALLEST,
    show: false,
    title: '联合接访工作台',
    backgroundColor: '#f5f5f5',
    autoHideMenuBar: true,
    webPreferences,
  });
  window.once('ready-to-show', () => {
    window.show();
    setMenu();
  });
  window.webContents.on('context-menu', (_event, { isEditable, selectionText }) => {
    const items = isEditable ? EDITING : selectionText === '' ? [] : COPYING;
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
  void window.loadURL(`${APP_SCHEME}://${APP_HOST}/index.html`);
  return window;
}

const COPYING: MenuItemConstructorOptions[] = [{ role: 'copy', label: '复制' }];
const EDITING: MenuItemConstructorOptions[] = [
  { role: 'undo', label: '撤销' },
  { type: 'separator' },
  { role: 'cut', label: '剪切' },
  ...COPYING,
  { role: 'paste', label: '粘贴' },
  { role: 'selectAll', label: '全选' },
];

/** Hidden until Alt is pressed; it is there for its keys: larger letters for tired eyes, full screen. */
function setMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: '编辑', submenu: EDITING },
      {
        label: '显示',
        submenu: [
          { role: 'zoomIn', label: '放大' },
          { role: 'zoomOut', label: '缩小' },
          { role: 'resetZoom', label: '实际大小' },
          { role: 'togglefullscreen', label: '全屏' },
        ],
      },
    ]),
  );
}

/** Before the program is ready: making the menu that Electron would put there takes longer than ours, which comes with the window. */
export const withoutMenu = (): void => Menu.setApplicationMenu(null);
