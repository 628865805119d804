import { describe, expect, it } from 'vitest'
import { parseMarkdown, toSafeHast } from '#renderer/markdown/parser.ts'

/** The formulas of a text, as what is drawn from them: their source and whether they stand by themselves. */
function formulasIn(text: string): string[] {
  const found: string[] = []
  const look = (node: unknown): void => {
    const { properties, children } = node as {
      properties?: { className?: string[] }
      children?: { value?: string }[]
    }
    const kind = properties?.className?.find((name) => name.startsWith('math-'))
    if (kind) found.push(`${kind === 'math-display' ? 'D' : 'I'} ${children?.map((child) => child.value).join('')}`)
    else for (const child of children ?? []) look(child)
  }
  for (const node of parseMarkdown(text).children) look(toSafeHast(node))
  return found
}

describe('formulas', () => {
  it.each([
    ['the $x^2$ here', ['I x^2']],
    ['已知$x$是实数，$a_1+b_1$也是', ['I x', 'I a_1+b_1']],
    ['so \\(a \\le b\\) holds', ['I a \\le b']],
    ['$$E = mc^2$$', ['D E = mc^2']],
    ['$$\n\\frac{a}{b}\n- c\n$$', ['D \\frac{a}{b}\n- c']],
    ['\\[\n\\int_0^1 x\\,dx\n\\]', ['D \\int_0^1 x\\,dx']],
    ['\\[ x = 1 \\]', ['D  x = 1 ']],
    ['$$ x = 1 \\\\\ny = 2 $$\n\nafter', ['D  x = 1 \\\\\ny = 2 ']],
    ['see \\[ x = \\frac{1}{2} \\] above', ['D  x = \\frac{1}{2} ']],
    ['a cost of \\(\\$5\\)', ['I \\$5']],
    ['| a |\n|---|\n| $x^2$ |', ['I x^2']],
    ['**bold $a*b*c$ on**', ['I a*b*c']],
    ['> - $n$ 个', ['I n']],
    ['\\(f(x)\\)', ['I f(x)']],
  ])('are read: %j', (text, formulas) => {
    expect(formulasIn(text)).toEqual(formulas)
  })

  it.each([
    'It was $5 and then $10.',
    'from $5 to $10, or 5$ to 10$',
    'US$5 and US$10',
    'It cost me $20, she paid 30$ more',
    '$5/month or $50/year',
    'echo $HOME and $PATH',
    '$HOME/bin:$PATH',
    '给我$100，再给他$200。',
    '一共$30，一半是$15',
    '\\[smiles softly\\] hello',
    '\\[OOC: see you - bye\\]',
    '\\(smiles\\)',
    '\\(^o^)/ yay',
    '`$x^2$`',
    '```\n$x^2$\n```',
    '$',
    '$$',
    'so $x^2 is open',
    '\\$x^2\\$',
  ])('are not what only has their marks: %j', (text) => {
    expect(formulasIn(text).filter((one) => one.trim() !== 'D')).toEqual([])
  })
})
