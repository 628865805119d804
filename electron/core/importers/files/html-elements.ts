import { isTag, type Element } from 'domhandler'
import { DomHandler, DomUtils, Parser } from 'htmlparser2'
import type { SourceFile } from './source-files.ts'
import { toUtf8 } from './text-encoding.ts'

export type { Element } from 'domhandler'

export type HtmlStart = { readonly name: string; readonly attributes: { readonly [name: string]: string } }

/** Deepest nesting that is kept; what lies deeper is flattened into it, so that walks over it stay shallow. */
const maxDepth = 200

/**
 * Streams the outermost elements of an HTML file that `isWanted` chooses by their start tags, each whole, without
 * holding the rest of the page. Nothing in it is run or fetched. Throws SourceTrouble.
 */
export async function* htmlElements(
  file: SourceFile,
  isWanted: (start: HtmlStart) => boolean,
): AsyncGenerator<Element, void, void> {
  let ready: Element[] = []
  let handler: DomHandler | null = null
  let depth = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!handler) {
        if (!isWanted({ name, attributes })) return
        handler = new DomHandler()
      }
      depth += 1
      if (depth <= maxDepth) handler.onopentag(name, attributes)
    },
    ontext: (text) => handler?.ontext(text),
    onclosetag() {
      if (!handler) return
      if (depth <= maxDepth) handler.onclosetag()
      depth -= 1
      if (depth > 0) return
      ready.push(...handler.dom.filter(isTag))
      handler = null
    },
  })
  const decoder = new TextDecoder()
  for await (const chunk of toUtf8(file.read())) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield* ready
    ready = []
  }
  parser.end(decoder.decode())
  yield* ready
}

/** The elements inside that carry a class, in document order. */
export function withClass(root: Element, className: string): Element[] {
  return DomUtils.findAll((element) => hasClass(element, className), root.children)
}

/** Whether an element carries a class. */
export function hasClass(element: Element, className: string): boolean {
  return (element.attribs['class'] ?? '').split(/\s+/).includes(className)
}
