import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, contrastOnVeil, type Oklch } from '#tests/helpers/oklch.ts'

const css = readFileSync(new URL('../../../renderer/design/tokens.css', import.meta.url), 'utf8')

type Mode = 'light' | 'dark'

/** Reads `--name: light-dark(oklch(…), oklch(…))` for one mode, with this accent hue and chroma where it uses them. */
function token(name: string, mode: Mode, accentHue = 258, accentChroma = 0.4): Oklch {
  const declaration = new RegExp(`--${name}:\\s*light-dark\\(([\\s\\S]*?)\\);`).exec(css)?.[1]
  const parts = declaration?.match(/oklch\(((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*)\)/g)
  const chosen = parts?.[mode === 'light' ? 0 : 1]
  if (chosen === undefined) throw new Error(`no colour ${name} for ${mode}`)
  const plain = chosen
    .replaceAll('var(--accent-hue)', String(accentHue))
    .replaceAll(/min\(var\(--accent-chroma\), ([\d.]+)\)/g, (_all, most: string) =>
      String(Math.min(accentChroma, Number(most))),
    )
  const [lightness, chroma, hue] = (plain.match(/[\d.]+/g) ?? []).map(Number)
  return { lightness: lightness ?? 0, chroma: chroma ?? 0, hue: hue ?? 0 }
}

const papers = ['paper', 'paper-sunken', 'paper-raised'] as const
const everyHue = Array.from({ length: 72 }, (_, step) => step * 5)

describe.each(['light', 'dark'] as const)('colours in %s', (mode) => {
  const code = ['keyword', 'string', 'number', 'title', 'type', 'attribute'].map((kind) => `code-${kind}`)
  it.each(['ink', 'ink-soft', 'ink-faint', 'danger', 'warn', 'good', ...code])(
    '%s can be read on every paper',
    (ink) => {
      for (const paper of papers) expect(contrast(token(ink, mode), token(paper, mode))).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(['danger', 'warn', 'good'])('words stay readable on the tint of %s', (tone) => {
    expect(contrast(token('ink', mode), token(`${tone}-tint`, mode))).toBeGreaterThanOrEqual(7)
    expect(contrast(token(tone, mode), token(`${tone}-tint`, mode))).toBeGreaterThanOrEqual(4.5)
  })

  it('the edge of a field can be seen', () => {
    expect(contrast(token('rule-strong', mode), token('paper-raised', mode))).toBeGreaterThanOrEqual(3)
    expect(contrast(token('rule-strong', mode), token('paper', mode))).toBeGreaterThanOrEqual(3)
  })

  it('words on a wallpaper keep AA whatever the picture shows', () => {
    const opacity = Number(/--veil: light-dark\(oklch\([^/]+\/ ([\d.]+)\)/.exec(css)?.[1])
    const veil = token('veil', mode)
    for (const ink of ['ink', 'ink-soft', 'danger', 'warn', 'good']) {
      expect(contrastOnVeil(token(ink, mode), veil, opacity), ink).toBeGreaterThanOrEqual(4.5)
    }
    for (const hue of everyHue) {
      expect(contrastOnVeil(token('accent', mode, hue), veil, opacity), `hue ${hue}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('an accent of any hue, however gaudy, keeps AA', () => {
    for (const hue of everyHue) {
      for (const paper of papers) {
        expect(contrast(token('accent', mode, hue), token(paper, mode)), `hue ${hue}`).toBeGreaterThanOrEqual(4.5)
      }
      for (const fill of ['accent', 'accent-strong']) {
        const ratio = contrast(token('accent-ink', mode), token(fill, mode, hue))
        expect(ratio, `words on ${fill} of hue ${hue}`).toBeGreaterThanOrEqual(4.5)
      }
      const tint = token('accent-tint', mode, hue)
      expect(contrast(token('ink', mode), tint), `your bubble, hue ${hue}`).toBeGreaterThanOrEqual(7)
      expect(contrast(token('ink-soft', mode), tint), `its time, hue ${hue}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(token('accent', mode, hue), tint), `initial in its tint, hue ${hue}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})
