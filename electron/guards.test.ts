import { describe, expect, it } from 'vitest';
import { assertSecureWebPreferences, cameraPermit, isCameraRequest, SECURE } from './guards';

describe('assertSecureWebPreferences', () => {
  it('lets the settings of our windows through', () => {
    expect(() => assertSecureWebPreferences({ ...SECURE })).not.toThrow();
  });
  it.each(Object.keys(SECURE))('refuses a window that leaves out or turns round %s', (key) => {
    const { [key as keyof typeof SECURE]: value, ...rest } = SECURE;
    expect(() => assertSecureWebPreferences(rest)).toThrow(key);
    expect(() => assertSecureWebPreferences({ ...SECURE, [key]: !value })).toThrow(key);
  });
  it('refuses experimental features of the engine', () => {
    expect(() => assertSecureWebPreferences({ ...SECURE, enableBlinkFeatures: 'x' })).toThrow('enableBlinkFeatures');
  });
});

describe('the camera', () => {
  const ours = { isMainFrame: true, requestingUrl: 'app://desk/index.html', mediaTypes: ['video'] };
  it('may be asked for by our own page, without sound', () => {
    expect(isCameraRequest('media', ours)).toBe(true);
  });
  it.each([
    ['another permission', 'geolocation', ours],
    ['a frame', 'media', { ...ours, isMainFrame: false }],
    ['another page', 'media', { ...ours, requestingUrl: 'app://paper/1' }],
    ['the microphone', 'media', { ...ours, mediaTypes: ['audio'] }],
    ['both', 'media', { ...ours, mediaTypes: ['audio', 'video'] }],
    ['nothing in particular', 'media', { isMainFrame: true, requestingUrl: ours.requestingUrl }],
  ])('may not by %s', (_, permission, details) => {
    expect(isCameraRequest(permission, details)).toBe(false);
  });
  it('is granted once for each asking, and not for long', () => {
    let now = 0;
    const permit = cameraPermit(() => now);
    expect(permit.take()).toBe(false);
    permit.grant();
    expect([permit.take(), permit.take()]).toEqual([true, false]);
    permit.grant();
    now = 30_000;
    expect(permit.take()).toBe(false);
  });
  it('lets the page know the cameras only after a look was granted, and not for long', () => {
    let now = 0;
    const permit = cameraPermit(() => now);
    permit.grant();
    expect(permit.taken()).toBe(false);
    permit.take();
    expect(permit.taken()).toBe(true);
    now = 30_000;
    expect(permit.taken()).toBe(false);
  });
});
