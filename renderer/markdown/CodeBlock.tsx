import type { Element, Nodes } from 'hast'
import { Copy } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { codeLanguage } from './code-languages.ts'
import { highlight, knownRuns } from './highlight/highlighter.ts'
import type { CodeRuns } from './highlight/runs.ts'
import { useGrowing, useMarkdownEnvironment } from './markdown-context.ts'
import styles from './markdown.module.css'

/** The text of a tree of HTML nodes. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/** Lines that are laid out together; those above them are left alone while code is being written. */
const linesAtOnce = 50

const Lines = memo(function Lines({ text }: { readonly text: string }) {
  return <span className={styles['lines']}>{text}</span>
})

function Plain({ code }: { readonly code: string }) {
  const pieces: string[] = []
  let start = 0
  for (let at = code.indexOf('\n'), lines = 1; at !== -1; at = code.indexOf('\n', at + 1), lines += 1) {
    if (lines % linesAtOnce !== 0) continue
    pieces.push(code.slice(start, at + 1))
    start = at + 1
  }
  return [...pieces, code.slice(start)].map((piece, place) => <Lines key={place} text={piece} />)
}

/** The coloured pieces of code that is whole; null until they are there, and where it stays plain. */
function useRuns(code: string, language: string | undefined): CodeRuns | null {
  const growing = useGrowing()
  const asked = growing || language === undefined ? null : language
  const present = asked === null ? null : knownRuns(code, asked)
  const [, setArrived] = useState<CodeRuns | null>(null)
  useEffect(() => {
    if (asked === null || present !== undefined) return
    let isGone = false
    void highlight(code, asked).then((runs) => {
      if (!isGone) setArrived(runs)
    })
    return () => {
      isGone = true
    }
  }, [asked, code, present])
  return present ?? null
}

/** A block of code with its language and a way to copy it; it scrolls inside, and takes its colours once it is whole. */
export function CodeBlock({ code: element }: { readonly code: Element | undefined }) {
  const { copy, labels } = useMarkdownEnvironment()
  const className = element?.properties['className']
  const word = Array.isArray(className) ? String(className[0]).replace(/^language-/, '') : ''
  const language = codeLanguage(word)
  const code = element ? textOf(element).replace(/\n$/, '') : ''
  const runs = useRuns(code, language?.id)
  const name = language?.name ?? word
  return (
    <div className={styles['code']}>
      <div className={styles['codeHead']}>
        <span>{name}</span>
        <button
          type="button"
          className={styles['chipButton']}
          aria-label={labels.copyCode}
          title={labels.copyCode}
          onClick={() => copy(code)}
        >
          <Copy size={16} strokeWidth={1.5} aria-hidden />
        </button>
      </div>
      <pre tabIndex={0} role="group" aria-label={labels.code(name)}>
        <code>
          {runs ? (
            runs.map(([text, kind], place) =>
              kind === null ? (
                text
              ) : (
                <span key={place} className={styles[kind]}>
                  {text}
                </span>
              ),
            )
          ) : (
            <Plain code={code} />
          )}
        </code>
      </pre>
    </div>
  )
}
