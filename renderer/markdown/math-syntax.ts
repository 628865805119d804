import type { Extension as FromMarkdown } from 'mdast-util-from-markdown'
import { mathFromMarkdown } from 'mdast-util-math'
import type { Code, Construct, Effects, Extension, State } from 'micromark-util-types'
import { formulaOf } from './formula.ts'
import { isLineEnding, mathBlock } from './math-block.ts'

const dollar = 36
const backslash = 92
const closers: Partial<Record<number, number>> = { 40: 41, 91: 93 }

/** A formula inside a line. What opens one is an ordinary character most of the time: it has to look like a formula. */
const inline: Construct = {
  name: 'formula',
  previous(code) {
    // US$5, a$b and \\( begin nothing.
    return code !== dollar && code !== backslash && !/[\p{Script=Latin}\p{N}]/u.test(asText(code))
  },
  tokenize(effects: Effects, ok: State, nok: State): State {
    let opening = ''
    let text = ''
    let inData = false

    return (code) => {
      effects.enter('mathText')
      effects.enter('mathTextSequence')
      opening = asText(code)
      effects.consume(code)
      return opened
    }

    function opened(code: Code): State | undefined {
      if (opening === '$' && code !== dollar) return begin(code)
      if (opening === '\\' && (code === null || closers[code] === undefined)) return nok(code)
      opening += asText(code)
      effects.consume(code)
      return begin
    }

    function begin(code: Code): State | undefined {
      effects.exit('mathTextSequence')
      return inside(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null || (opening === '$' && isLineEnding(code))) return nok(code)
      if (isLineEnding(code)) {
        leaveData()
        text += '\n'
        effects.enter('lineEnding')
        effects.consume(code)
        effects.exit('lineEnding')
        return inside
      }
      const mayClose = opening.startsWith('$') ? code === dollar : code === backslash
      return mayClose ? effects.attempt(closing(opening, inData), closed, take)(code) : take(code)
    }

    function take(code: Code): State | undefined {
      if (!inData) effects.enter('mathTextData')
      inData = true
      text += asText(code)
      effects.consume(code)
      // What a backslash stands before ends nothing.
      return code === backslash ? escaped : inside
    }

    function escaped(code: Code): State | undefined {
      return code === null || isLineEnding(code) ? inside(code) : take(code)
    }

    function leaveData(): void {
      if (inData) effects.exit('mathTextData')
      inData = false
    }

    function closed(code: Code): State | undefined {
      if (formulaOf(opening, text, code === null ? '' : asText(code)) === null) return nok(code)
      effects.exit('mathText')
      return ok(code)
    }
  },
}

/** The closing sequence of what `opening` began; it ends the data before it. */
function closing(opening: string, inData: boolean): Construct {
  const closer = closers[opening.charCodeAt(1)]
  const wanted = closer === undefined ? (opening === '$' ? [dollar] : [dollar, dollar]) : [backslash, closer]
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      let at = 0
      return (code) => {
        if (inData) effects.exit('mathTextData')
        effects.enter('mathTextSequence')
        return step(code)
      }
      function step(code: Code): State | undefined {
        if (code !== wanted[at]) return nok(code)
        effects.consume(code)
        at += 1
        if (at < wanted.length) return step
        effects.exit('mathTextSequence')
        return ok
      }
    },
  }
}

function asText(code: Code): string {
  // Negative codes stand for tabs and the spaces after them.
  return code === null ? '' : code < 0 ? ' ' : String.fromCharCode(code)
}

const extension: Extension = {
  flow: {
    [dollar]: mathBlock([dollar, dollar], [dollar, dollar]),
    [backslash]: mathBlock([backslash, 91], [backslash, 93]),
  },
  text: { [dollar]: inline, [backslash]: inline },
}

const fromMarkdown: FromMarkdown[] = [
  mathFromMarkdown(),
  {
    exit: {
      // Of one paragraph, but meant to stand by itself.
      mathText(token) {
        const source = this.sliceSerialize(token)
        const isDisplay = source.startsWith('$$') || source.startsWith('\\[')
        const value = this.resume()
        const node = this.stack.at(-1)
        this.exit(token)
        if (node?.type !== 'inlineMath') return
        node.value = value
        node.data = {
          hName: 'code',
          hProperties: { className: [isDisplay ? 'math-display' : 'math-inline'] },
          hChildren: [{ type: 'text', value }],
        }
      },
    },
  },
]

/** Formulas (`$…$`, `$$…$$`, `\(…\)`, `\[…\]`) for a processor's data: code whose class says that it is mathematics. */
export const formulas = { micromarkExtension: extension, fromMarkdownExtensions: fromMarkdown }
