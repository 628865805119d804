import { randomUUID } from 'node:crypto'
import { implement, ORPCError, ValidationError, type ImplementerInternalWithMiddlewares } from '@orpc/server'
import { errorMap, type ErrorCode } from '#shared/contract/errors.ts'
import { contract, type Contract } from '#shared/contract/index.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Session } from '../session.ts'
import { namingTrouble } from '../vault/vault-trouble.ts'
import type { Vault } from '../vault/vault.ts'

type Making<Context extends object> = ImplementerInternalWithMiddlewares<Contract, object, Context>

/** What procedures are made with: `os` for those that always answer, `open` for those that need an open vault. */
export type Procedures = { readonly os: Making<object>; readonly open: Making<{ readonly session: Session }> }

/** Gives every procedure its errors, and those of an open vault their session. */
export function createProcedures({ vault, log }: { readonly vault: Vault<Session>; readonly log: Log }): Procedures {
  const os = implement(contract).use(async ({ next, path, signal }) => {
    try {
      return await next()
    } catch (error) {
      // Who asked is gone: there is nobody to tell, and nothing went wrong.
      if (signal?.aborted === true && error === signal.reason) throw error
      throw toContractError(error, path.join('.'), log)
    }
  })
  const open = os.use(({ next }) => {
    const session = vault.session()
    if (!session) throw new AppError('VAULT_LOCKED')
    return next({ context: { session } })
  })
  return { os, open }
}

/** Errors of the contract pass as they are; anything else leaves only the id of its log line. */
function toContractError(thrown: unknown, procedure: string, log: Log): ORPCError<string, unknown> {
  const error = namingTrouble(thrown)
  if (error instanceof AppError) return declared(error.code, error.data)
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const fields = error.cause.issues.map((issue) => (issue.path ?? []).map(String).join('.'))
    return declared('INVALID_INPUT', { fields })
  }
  const logId = randomUUID()
  log.error({ logId, procedure, err: error }, 'unexpected error')
  return declared('INTERNAL', { logId })
}

/** Without the contract's own status oRPC would pass the error on as one that was never declared. */
function declared(code: ErrorCode, data: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { status: errorMap[code].status, data })
}
