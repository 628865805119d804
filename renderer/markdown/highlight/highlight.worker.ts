import type { Element, Nodes } from 'hast'
import type { LanguageFn } from 'highlight.js'
import { createLowlight } from 'lowlight'
import type { CodeKind, CodeRuns, HighlightAnswer, HighlightRequest } from './runs.ts'

const lowlight = createLowlight()

const grammars: Readonly<Record<string, () => Promise<{ readonly default: LanguageFn }>>> = {
  bash: () => import('highlight.js/lib/languages/bash'),
  c: () => import('highlight.js/lib/languages/c'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  dart: () => import('highlight.js/lib/languages/dart'),
  diff: () => import('highlight.js/lib/languages/diff'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  go: () => import('highlight.js/lib/languages/go'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  ini: () => import('highlight.js/lib/languages/ini'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  julia: () => import('highlight.js/lib/languages/julia'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  latex: () => import('highlight.js/lib/languages/latex'),
  lua: () => import('highlight.js/lib/languages/lua'),
  makefile: () => import('highlight.js/lib/languages/makefile'),
  markdown: () => import('highlight.js/lib/languages/markdown'),
  perl: () => import('highlight.js/lib/languages/perl'),
  php: () => import('highlight.js/lib/languages/php'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  python: () => import('highlight.js/lib/languages/python'),
  r: () => import('highlight.js/lib/languages/r'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  rust: () => import('highlight.js/lib/languages/rust'),
  scala: () => import('highlight.js/lib/languages/scala'),
  scss: () => import('highlight.js/lib/languages/scss'),
  sql: () => import('highlight.js/lib/languages/sql'),
  swift: () => import('highlight.js/lib/languages/swift'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
}

const classes: Readonly<Record<CodeKind, string>> = {
  keyword: 'keyword selector-tag name template-tag',
  string: 'string regexp char selector-attr link code',
  number: 'number literal symbol bullet',
  comment: 'comment quote doctag',
  title: 'title section selector-id selector-class',
  type: 'type built_in class',
  attribute: 'attr attribute variable template-variable property meta',
  added: 'addition',
  removed: 'deletion',
}
const kinds = new Map<string, CodeKind>(
  Object.entries(classes).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [`hljs-${name}`, kind as CodeKind] as const),
  ),
)

function kindOf({ properties }: Element): CodeKind | null {
  const names = properties['className']
  return Array.isArray(names) ? (kinds.get(String(names[0])) ?? null) : null
}

function cut(node: Nodes, kind: CodeKind | null, runs: [string, CodeKind | null][]): void {
  if (node.type === 'text') {
    const last = runs.at(-1)
    if (last?.[1] === kind) last[0] += node.value
    else runs.push([node.value, kind])
  } else if ('children' in node) {
    const own = node.type === 'element' ? (kindOf(node) ?? kind) : kind
    for (const child of node.children) cut(child, own, runs)
  }
}

async function highlight(code: string, language: string): Promise<CodeRuns | null> {
  const load = grammars[language]
  if (!load) return null
  if (!lowlight.registered(language)) lowlight.register(language, (await load()).default)
  const runs: [string, CodeKind | null][] = []
  cut(lowlight.highlight(language, code), null, runs)
  return runs
}

self.addEventListener('message', ({ data: { id, code, language } }: MessageEvent<HighlightRequest>) => {
  void highlight(code, language)
    .catch(() => null)
    .then((runs) => self.postMessage({ id, runs } satisfies HighlightAnswer))
})
