'use strict';
// Draws the pictures the installers need from our two SVG files, with Electron's own painter. Their output is
// committed; run again after changing a drawing: npm run icons
const { app, BrowserWindow } = require('electron');
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const LARGEST_IN_ICO = 256;

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<canvas></canvas>');
  for (const name of ['app', 'package']) {
    const svg = readFileSync(path.join(__dirname, `${name}.svg`), 'utf8');
    const pictures = [];
    for (const size of SIZES) pictures.push({ size, png: await draw(window, svg, size) });
    const folder = path.join(__dirname, name);
    mkdirSync(folder, { recursive: true });
    for (const { size, png } of pictures) writeFileSync(path.join(folder, `${size}x${size}.png`), png);
    writeFileSync(path.join(__dirname, `${name}.ico`), ico(pictures.filter(({ size }) => size <= LARGEST_IN_ICO)));
  }
  app.exit(0);
});

async function draw(window, svg, size) {
  const url = await window.webContents.executeJavaScript(`new Promise((resolve, reject) => {
    const image = new Image();
    image.onerror = () => reject(new Error('the drawing does not load'));
    image.onload = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} });
      canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
      resolve(canvas.toDataURL('image/png'));
    };
    image.src = 'data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}';
  })`);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** The Windows icon container: a table of sizes, then the PNG files as they are. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  pictures.forEach(({ size, png }, i) => {
    const row = 6 + 16 * i;
    head.writeUInt8(size % 256, row);
    head.writeUInt8(size % 256, row + 1);
    head.writeUInt16LE(1, row + 4);
    head.writeUInt16LE(32, row + 6);
    head.writeUInt32LE(png.length, row + 8);
    head.writeUInt32LE(at, row + 12);
    at += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
