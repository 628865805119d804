import { oc } from '@orpc/contract'
import { errorMap } from './errors.ts'

/** The start of every procedure: all of them share one list of errors. */
export const procedure = oc.errors(errorMap)
