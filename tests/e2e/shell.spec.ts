import { readFileSync } from 'node:fs';
import { expect, test } from './fixture';

test('the desk opens on its data folder and says so', async ({ desk }) => {
  const status = await desk.call('app.status', {});
  expect(status).toMatchObject({ folder: desk.folder, identity: { deskPrefix: 'A01', operator: '王敏' } });
  expect(status.store.mode).toBe('ready');
});
