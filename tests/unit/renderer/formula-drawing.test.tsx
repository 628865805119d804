import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Formula } from '#renderer/markdown/Formula.tsx'

const drawn = (source: string): string => renderToStaticMarkup(<Formula source={source} display />)

describe('a formula', () => {
  it('is MathML that browsers know, without style, colour or address', () => {
    const markup = drawn(
      '\\color{red}{x} \\frac{1}{\\sqrt{2}} \\begin{aligned}a&=b\\\\c&=d\\end{aligned} \\boxed{y} \\mathbb{R}\\quad\\mathbf{v}',
    )
    expect(markup).toMatch(/^<math display="block">/)
    expect(markup).toContain('<mfrac>')
    expect(markup).toContain('ℝ')
    expect(markup).toContain('𝐯')
    expect(markup).toContain('<mspace width="1em">')
    expect(markup).not.toMatch(/ style=|mathcolor|href|src=|mathvariant="(?!normal)/)
    // Its source, for whoever copies it, names the colour; nothing else does.
    expect(markup.replace(/<annotation.*<\/annotation>/s, '')).not.toContain('red')
  })

  it.each([
    ['what cannot be read', '\\frac{1}{'],
    ['an unknown command', '\\nosuchcommand'],
    ['a link', '\\href{https://x.example}{a}'],
    ['a picture', '\\includegraphics{https://x.example/a.png}'],
    ['a class', '\\htmlClass{evil}{x}'],
    ['a style', '\\htmlStyle{position:fixed}{x}'],
    ['a macro without end', '\\def\\a{\\a\\a}\\a'],
    ['a macro that explodes', `\\def\\a#1{#1#1}${'\\a{'.repeat(40)}x${'}'.repeat(40)}`],
    ['more than anybody reads', 'x+'.repeat(3_000)],
    ['nesting without end', `${'{'.repeat(1_900)}x${'}'.repeat(1_900)}`],
  ])('that holds %s is shown as it was written, or as nothing but letters', (_what, source) => {
    const markup = drawn(source)
    expect(markup).not.toMatch(/<a |<img|class=| style=|onerror/)
    if (!markup.startsWith('<math')) expect(markup).toMatch(/^<code>/)
  })

  it('never lets what is written in it become markup', () => {
    expect(drawn('\\text{<img src=x onerror=alert(1)>}')).not.toContain('<img')
    expect(drawn('<script>\\frac{')).not.toContain('<script>')
  })

  it('gives columns their sides, which MathML Core has no attribute for', () => {
    expect(drawn('\\begin{aligned}a&=b\\end{aligned}').match(/<mtd class/g)).toHaveLength(2)
  })
})
