/** Languages that are coloured: what a fence may call them, and what they call themselves. */
const known: readonly (readonly [id: string, name: string, ...aliases: string[]])[] = [
  ['bash', 'Shell', 'sh', 'shell', 'zsh', 'console'],
  ['c', 'C', 'h'],
  ['cpp', 'C++', 'c++', 'cc', 'hpp'],
  ['csharp', 'C#', 'cs', 'c#'],
  ['css', 'CSS'],
  ['dart', 'Dart'],
  ['diff', 'Diff', 'patch'],
  ['dockerfile', 'Dockerfile', 'docker'],
  ['go', 'Go', 'golang'],
  ['haskell', 'Haskell', 'hs'],
  ['ini', 'INI', 'toml'],
  ['java', 'Java'],
  ['javascript', 'JavaScript', 'js', 'jsx', 'mjs'],
  ['json', 'JSON', 'jsonc', 'json5'],
  ['julia', 'Julia', 'jl'],
  ['kotlin', 'Kotlin', 'kt'],
  ['latex', 'LaTeX', 'tex'],
  ['lua', 'Lua'],
  ['makefile', 'Makefile', 'make'],
  ['markdown', 'Markdown', 'md'],
  ['perl', 'Perl', 'pl'],
  ['php', 'PHP'],
  ['powershell', 'PowerShell', 'ps1', 'pwsh'],
  ['python', 'Python', 'py', 'python3'],
  ['r', 'R'],
  ['ruby', 'Ruby', 'rb'],
  ['rust', 'Rust', 'rs'],
  ['scala', 'Scala'],
  ['scss', 'SCSS', 'sass'],
  ['sql', 'SQL', 'mysql', 'postgresql', 'sqlite'],
  ['swift', 'Swift'],
  ['typescript', 'TypeScript', 'ts', 'tsx'],
  ['xml', 'HTML', 'html', 'svg', 'xhtml', 'vue'],
  ['yaml', 'YAML', 'yml'],
]

/** A language that can be coloured. */
export type CodeLanguage = { readonly id: string; readonly name: string }

const byName = new Map<string, CodeLanguage>(
  known.flatMap(([id, name, ...aliases]) => [id, ...aliases].map((alias) => [alias, { id, name }] as const)),
)

/** The language that the word behind a fence means; null where it cannot be coloured. */
export function codeLanguage(word: string): CodeLanguage | null {
  return byName.get(word.toLowerCase()) ?? null
}
