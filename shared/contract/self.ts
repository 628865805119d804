import { Self } from '../model/self.ts'
import { procedure } from './base.ts'

export const self = {
  get: procedure.output(Self),
  update: procedure.input(Self.partial()).output(Self),
}
