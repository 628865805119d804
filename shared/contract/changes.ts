import { eventIterator } from '@orpc/contract'
import { Change } from '../model/change.ts'
import { procedure } from './base.ts'

export const changes = {
  watch: procedure.output(eventIterator(Change)),
}
