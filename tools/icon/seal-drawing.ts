/** A step of a stroke, in units of the drawing: a point to move or draw a line to, or a quadratic curve's two points. */
type Step =
  | readonly ['M' | 'L', x: number, y: number]
  | readonly ['Q', throughX: number, throughY: number, x: number, y: number]

/** The house's mark: 念, cut into a seal of cinnabar. Everything that is an icon of Keepsake comes from here. */
export const seal = {
  size: 64,
  ground: { inset: 4, radius: 11, colour: '#a73b2e' },
  strokes: {
    width: 4.5,
    colour: '#fdf9f2',
    paths: [
      // 今: the roof, the short stroke under it, the turning one.
      [
        ['M', 14, 26],
        ['L', 32, 10.5],
        ['L', 50, 26],
      ],
      [
        ['M', 26, 23],
        ['L', 38, 23],
      ],
      [
        ['M', 21.5, 30],
        ['L', 41.5, 30],
        ['L', 34.5, 36.5],
      ],
      // 心: a dot, the long hook, two dots.
      [
        ['M', 17.5, 43.5],
        ['Q', 17, 48, 13.5, 51.5],
      ],
      [
        ['M', 24.5, 42.5],
        ['L', 24.5, 48.5],
        ['Q', 24.5, 53.5, 30, 53.5],
        ['L', 37, 53.5],
        ['Q', 42, 53.5, 42.5, 48],
      ],
      [
        ['M', 32.5, 43],
        ['L', 35.5, 47],
      ],
      [
        ['M', 46, 43],
        ['Q', 48.5, 46, 50.5, 50.5],
      ],
    ] satisfies readonly (readonly Step[])[],
  },
} as const

/** The drawing as an SVG file. */
export function sealSvg(): string {
  const { size, ground, strokes } = seal
  const side = size - 2 * ground.inset
  const d = strokes.paths
    .map((path) => path.map(([command, ...points]) => command + points.join(' ')).join(''))
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">
  <rect x="${ground.inset}" y="${ground.inset}" width="${side}" height="${side}" rx="${ground.radius}" fill="${ground.colour}"/>
  <path d="${d}" fill="none" stroke="${strokes.colour}" stroke-width="${strokes.width}" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`
}

/** Each stroke as points that lie close enough together to be joined by straight lines. */
export function strokePoints(): readonly (readonly (readonly [x: number, y: number])[])[] {
  const bends = 12
  return seal.strokes.paths.map((path) => {
    const points: [number, number][] = []
    for (const step of path) {
      if (step[0] !== 'Q') {
        points.push([step[1], step[2]])
        continue
      }
      const [fromX, fromY] = points.at(-1) ?? [0, 0]
      const [, throughX, throughY, x, y] = step
      for (let bend = 1; bend <= bends; bend += 1) {
        const t = bend / bends
        const weights = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2] as const
        points.push([
          fromX * weights[0] + throughX * weights[1] + x * weights[2],
          fromY * weights[0] + throughY * weights[1] + y * weights[2],
        ])
      }
    }
    return points
  })
}
