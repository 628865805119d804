/** The system, or whoever set it up, keeps pages from its clipboard. */
export class CopyRefusedError extends Error {
  override readonly name = 'CopyRefusedError'
}

/** Puts text on the system's clipboard. Throws `CopyRefusedError` where it may not. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch (error) {
    throw new CopyRefusedError('the clipboard was refused', { cause: error })
  }
}
