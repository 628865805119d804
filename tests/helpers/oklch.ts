/** A colour in OKLCH: lightness 0 to 1, chroma, hue in degrees. */
export type Oklch = { readonly lightness: number; readonly chroma: number; readonly hue: number }

/** Linear sRGB, each channel clipped to 0…1 as browsers do with colours outside the screen's gamut. */
function toLinear({ lightness, chroma, hue }: Oklch): readonly [number, number, number] {
  const angle = (hue * Math.PI) / 180
  const a = chroma * Math.cos(angle)
  const b = chroma * Math.sin(angle)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(first: Oklch, second: Oklch): number {
  return ratio(luminance(toLinear(first)), luminance(toLinear(second)))
}

/** The same of an ink on a veil of so much opacity over black and over white, whichever is the worse. */
export function contrastOnVeil(ink: Oklch, veil: Oklch, opacity: number): number {
  return Math.min(
    ...[0, 1].map((under) =>
      ratio(
        luminance(toLinear(ink)),
        // Browsers mix what is encoded, not light.
        luminance(toLinear(veil).map((channel) => decode(encode(channel) * opacity + under * (1 - opacity)))),
      ),
    ),
  )
}

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

function encode(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
}

function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
