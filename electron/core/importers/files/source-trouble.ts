export type SourceTroubleCode =
  | 'encrypted'
  | 'symlink'
  | 'unsafe-name'
  | 'too-many-files'
  | 'too-large'
  | 'expands-too-much'
  | 'lying-size'
  | 'overlapping'
  | 'damaged'
  | 'truncated'
  | 'unsupported-compression'
  | 'nested-archive'
  | 'unreadable'

/** Why a file of an export cannot be read. The code becomes a reason in the receipt. */
export class SourceTrouble extends Error {
  override readonly name = 'SourceTrouble'
  readonly code: SourceTroubleCode

  constructor(code: SourceTroubleCode) {
    super(code)
    this.code = code
  }
}

/** The code to report for anything thrown while reading a source. */
export function troubleCode(error: unknown): SourceTroubleCode {
  return error instanceof SourceTrouble ? error.code : 'unreadable'
}
