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

Object.assign(window, { stream })
