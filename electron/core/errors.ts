import type { z } from 'zod'
import type { ErrorCode, errorMap } from '#shared/contract/errors.ts'

type ErrorData<Code extends ErrorCode> = (typeof errorMap)[Code] extends { data: infer Schema extends z.ZodType }
  ? z.infer<Schema>
  : undefined

/** A failure the person can be told about. Carries a code and plain data, never a sentence and never a secret. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError'
  readonly code: Code
  readonly data: ErrorData<Code>

  constructor(code: Code, ...data: ErrorData<Code> extends undefined ? [] : [data: ErrorData<Code>]) {
    super(code)
    this.code = code
    this.data = data[0] as ErrorData<Code>
  }
}
