import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types'

declare module 'micromark-util-types' {
  // Only an interface can be added to.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface TokenTypeMap {
    mathFlow: 'mathFlow'
    mathFlowFence: 'mathFlowFence'
    mathFlowFenceSequence: 'mathFlowFenceSequence'
    mathFlowValue: 'mathFlowValue'
    mathText: 'mathText'
    mathTextSequence: 'mathTextSequence'
    mathTextData: 'mathTextData'
  }
}

/** Whether a code of micromark is the end of a line. */
export function isLineEnding(code: Code): boolean {
  return code !== null && code < -2
}

const isSpace = (code: Code): boolean => code === 32 || code === -2 || code === -1

/** Two marks and nothing but space up to the end of the line. */
function fence(effects: Effects, marks: readonly [number, number], done: State, nok: State): State {
  let at = 0
  return (code) => {
    effects.enter('mathFlowFence')
    effects.enter('mathFlowFenceSequence')
    return mark(code)
  }
  function mark(code: Code): State | undefined {
    if (code !== marks[at]) return nok(code)
    effects.consume(code)
    at += 1
    if (at < marks.length) return mark
    effects.exit('mathFlowFenceSequence')
    return after
  }
  function after(code: Code): State | undefined {
    if (isSpace(code)) return spaces(effects, 'whitespace', after)(code)
    if (code !== null && !isLineEnding(code)) return nok(code)
    effects.exit('mathFlowFence')
    return done(code)
  }
}

function spaces(effects: Effects, token: 'whitespace' | 'linePrefix', next: State): State {
  return (code) => {
    if (!isSpace(code)) return next(code)
    effects.enter(token)
    return more(code)
  }
  function more(code: Code): State | undefined {
    if (isSpace(code)) {
      effects.consume(code)
      return more
    }
    effects.exit(token)
    return next(code)
  }
}

function lineEnding(effects: Effects, next: State): State {
  return (code) => {
    effects.enter('lineEnding')
    effects.consume(code)
    effects.exit('lineEnding')
    return next
  }
}

/** A next line that is still inside whatever the formula stands in (a quote, a list). */
const nextLine: Construct = {
  partial: true,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const begun: State = (code) => (this.parser.lazy[this.now().line] ? nok(code) : ok(code))
    return (code) => (code === null ? nok(code) : lineEnding(effects, begun)(code))
  },
}

/**
 * A formula between two lines of marks, as fenced code is: nothing in it is read as anything else. Only where the
 * opening mark is all there is in its line: `\[smiles\] hello` opens none.
 */
export function mathBlock(opening: readonly [number, number], closing: readonly [number, number]): Construct {
  const close: Construct = {
    partial: true,
    tokenize: (effects, ok, nok) =>
      lineEnding(effects, spaces(effects, 'linePrefix', fence(effects, closing, ok, nok))),
  }
  return {
    name: 'mathBlock',
    concrete: true,
    tokenize(this: TokenizeContext, effects, ok, nok) {
      const open: State = (code) => (this.interrupt ? ok(code) : atBreak(code))
      return (code) => {
        effects.enter('mathFlow')
        return fence(effects, opening, open, nok)(code)
      }
      function atBreak(code: Code): State | undefined {
        return effects.check(nextLine, beforeLine, end)(code)
      }
      function beforeLine(code: Code): State | undefined {
        return effects.attempt(close, end, lineEnding(effects, line))(code)
      }
      function line(code: Code): State | undefined {
        if (code === null || isLineEnding(code)) return atBreak(code)
        effects.enter('mathFlowValue')
        return inLine(code)
      }
      function inLine(code: Code): State | undefined {
        if (code !== null && !isLineEnding(code)) {
          effects.consume(code)
          return inLine
        }
        effects.exit('mathFlowValue')
        return atBreak(code)
      }
      function end(code: Code): State | undefined {
        effects.exit('mathFlow')
        return ok(code)
      }
    },
  }
}
