/** The only channels between a screen and the window program. */
export const CHANNEL = {
  call: 'desk:call',
  cancel: 'desk:cancel',
  event: 'desk:event',
  ready: 'desk:ready',
  report: 'desk:report',
} as const;

/** Carries the names of the contract's methods to the preload. */
export const METHODS_SWITCH = '--desk-methods=';
