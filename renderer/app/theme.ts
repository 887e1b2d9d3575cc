import type { ThemeConfig } from 'antd';

/** One accent, a deep official blue; muted red is for refusals only. The CSS of our own parts reads the same values. */
export const deskTheme: ThemeConfig = {
  zeroRuntime: true,
  hashed: false,
  cssVar: { key: 'desk' },
  token: {
    colorPrimary: '#1d4f91',
    colorInfo: '#1d4f91',
    colorLink: '#1d4f91',
    colorError: '#b3372f',
    colorWarning: '#a8650c',
    colorSuccess: '#2c7a4b',
    colorText: '#1f2733',
    colorTextSecondary: '#566173',
    colorTextPlaceholder: '#7d8794',
    colorBorder: '#c9d1dc',
    colorBorderSecondary: '#e1e6ed',
    colorBgLayout: '#f3f5f8',
    borderRadius: 4,
    fontSize: 14,
    fontSizeSM: 14,
    controlHeight: 32,
    motion: false,
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  },
};
