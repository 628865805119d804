import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Markdown } from '#renderer/markdown/Markdown.tsx'
import { MarkdownProvider, type MarkdownEnvironment } from '#renderer/markdown/markdown-context.ts'

const environment: MarkdownEnvironment = {
  openLink: () => {},
  copy: () => {},
  labels: {
    copyCode: 'Copy',
    copyLink: 'Copy',
    code: (language) => language,
    table: 'Table',
    task: String,
    remotePicture: (host) => host,
  },
}

type Painter = { readonly show: (text: string) => void; readonly end: () => void }

/** What nothing can undercut: a text node per paragraph, only the last one touched. */
const paintPlain = (place: HTMLElement): Painter => {
  let shown = 0
  let paragraph = place.appendChild(document.createElement('p'))
  return {
    show: (text) => {
      const [first = '', ...others] = text.slice(shown).split('\n\n')
      paragraph.append(first)
      for (const other of others) {
        paragraph = place.appendChild(document.createElement('p'))
        paragraph.append(other)
      }
      shown = text.length
    },
    end: () => {},
  }
}

const paintMarkdown = (place: HTMLElement): Painter => {
  const reactRoot = createRoot(place)
  return {
    show: (text) =>
      flushSync(() =>
        reactRoot.render(
          <MarkdownProvider value={environment}>
            <Markdown text={text} growing />
          </MarkdownProvider>,
        ),
      ),
    end: () => reactRoot.unmount(),
  }
}

const painters = { plain: paintPlain, markdown: paintMarkdown }

const stream = (kind: keyof typeof painters, text: string, charactersAFrame: number): Promise<void> => {
  const place = document.body.appendChild(document.createElement('main'))
  const painter = painters[kind](place)
  return new Promise((resolve) => {
    let length = 0
    const frame = (): void => {
      length = Math.min(text.length, length + charactersAFrame)
      painter.show(text.slice(0, length))
      if (length < text.length) {
        requestAnimationFrame(frame)
        return
      }
      painter.end()
      place.remove()
      resolve()
    }
    requestAnimationFrame(frame)
  })
}

/** What was felt while the end of a reply came in at the pace of a fast model. */
export type Pace = { readonly frames: number; readonly dropped: number; readonly longest: number }

/** Shows all but the last of a text at once, and that last at so many characters a second by the clock. */
const pace = (
  kind: keyof typeof painters,
  text: string,
  { last, aSecond }: { readonly last: number; readonly aSecond: number },
): Promise<Pace> => {
  const place = document.body.appendChild(document.createElement('main'))
  const painter = painters[kind](place)
  const begun = text.length - last
  painter.show(text.slice(0, begun))
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  return new Promise((resolve) => {
    const gaps: number[] = []
    let from: number | null = null
    let before = 0
    const frame = (now: number): void => {
      // What was there at once is laid out in the first frames.
      if (from === null) observer.observe({ type: 'longtask' })
      else gaps.push(now - before)
      from ??= now
      before = now
      const length = Math.min(text.length, begun + Math.floor(((now - from) / 1_000) * aSecond))
      painter.show(text.slice(0, length))
      if (length < text.length) {
        requestAnimationFrame(frame)
        return
      }
      painter.end()
      place.remove()
      observer.disconnect()
      const interval = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 16
      const dropped = gaps.reduce((sum, gap) => sum + Math.round(gap / interval) - 1, 0)
      resolve({ frames: gaps.length, dropped, longest })
    }
    setTimeout(() => requestAnimationFrame(frame), 500)
  })
}

export type PaceOf = typeof pace

Object.assign(window, { stream, pace })
