/** Line by line, whether it is inside of a fence or opens or closes one. */
const fence = /^\s{0,3}(`{3,}|~{3,})/
/** Code within a line: nothing in it is looked at. */
const inlineCode = /(`+)[^`]+\1/g

/**
 * Words that read as they were and do nothing where a viewer would show them: no HTML, no picture from elsewhere, no
 * link that runs something.
 */
export function harmlessMarkdown(text: string): string {
  let open: string | null = null
  return text
    .split('\n')
    .map((line) => {
      const mark = fence.exec(line)?.[1]
      if (open !== null) {
        if (mark?.startsWith(open) === true && line.trim() === mark) open = null
        return line
      }
      if (mark !== undefined) open = mark
      return mark === undefined ? outsideCode(line) : line
    })
    .join('\n')
}

function outsideCode(line: string): string {
  let at = 0
  let out = ''
  for (const code of line.matchAll(inlineCode)) {
    out += defuse(line.slice(at, code.index)) + code[0]
    at = code.index + code[0].length
  }
  return out + defuse(line.slice(at))
}

function defuse(text: string): string {
  return text
    .replaceAll(/<(?=[a-z/!?])/gi, '\\<')
    .replaceAll('![', '\\![')
    .replaceAll(/\](\s*)(?=[([:]\s*<?\s*(?:javascript|data|vbscript|file):)/gi, ']\\$1')
}
