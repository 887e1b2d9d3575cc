// The least an Electron program can do: one window that shows a line of text.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } });
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent('<p>这里是空窗口。</p>')}`);
});
app.on('window-all-closed', () => app.quit());
