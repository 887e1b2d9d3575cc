// The least an Electron program can do: one window that shows a line of text. It says how old it was then, and ends.
const { app, BrowserWindow } = require('electron');
const { readFileSync } = require('node:fs');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => {
    window.show();
    process.stdout.write(`ready ${Math.round(age())}\n`);
    app.quit();
  });
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent('<p>这里是空窗口。</p>')}`);
});
app.on('window-all-closed', () => app.quit());

/** Milliseconds since the process was made; Linux tells Electron its birth in whole seconds, so count from the boot. */
function age() {
  if (process.platform !== 'linux') return Date.now() - (process.getCreationTime() ?? Date.now());
  const started = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')[19];
  return (Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) - Number(started) / 100) * 1000;
}
