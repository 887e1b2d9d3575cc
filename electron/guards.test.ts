import { describe, expect, it } from 'vitest';
import { assertSecureWebPreferences, SECURE } from './guards';

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
