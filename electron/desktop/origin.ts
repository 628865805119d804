/** The one address that pages of ours come from. */
export const scheme = 'app'
export const origin = 'app://main'
