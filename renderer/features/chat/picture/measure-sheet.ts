import type { Corners, DrawnItem } from './drawn-items.ts'
import { measureText } from './measure-text.ts'

/** A sheet as a list of what to draw, in order, with the places where it may be cut. */
export type MeasuredSheet = {
  readonly width: number
  readonly height: number
  readonly fill: string
  readonly items: readonly DrawnItem[]
  readonly rowEnds: readonly number[]
  readonly lineEnds: readonly number[]
}

/**
 * Reads off where the browser has put everything on the sheet. The layout is the browser's own, so that Chinese breaks,
 * spacing and emoji are as on the screen; a canvas only has to repeat it. (A sheet inside of an SVG picture would be
 * simpler, but browsers let nobody read such a canvas, and our content policy forbids its address.)
 */
export function measureSheet(sheet: HTMLElement): MeasuredSheet {
  const origin = sheet.getBoundingClientRect()
  const items: DrawnItem[] = []
  walk(sheet, origin, items, true)
  const endOf = (rect: DOMRect) => Math.ceil(rect.bottom - origin.top)
  const rows = [...sheet.querySelectorAll('[data-row-end]')].map((row) => endOf(row.getBoundingClientRect()))
  const lines = items.flatMap((item) => (item.kind === 'text' ? [Math.ceil(item.y + item.height)] : []))
  return {
    width: origin.width,
    height: Math.ceil(origin.height),
    fill: getComputedStyle(sheet).backgroundColor,
    items,
    rowEnds: rows,
    lineEnds: [...new Set(lines)].toSorted((one, other) => one - other),
  }
}

function walk(element: Element, origin: DOMRect, items: DrawnItem[], isSheet = false): void {
  const style = getComputedStyle(element)
  if (style.display === 'none' || style.visibility === 'hidden' || element instanceof SVGElement) return
  const rect = element.getBoundingClientRect()
  // Words that are only there to be read out.
  if (style.overflow === 'hidden' && rect.width <= 1) return
  if (!isSheet) items.push(...boxesOf(element, style, origin))
  if (element instanceof HTMLImageElement) {
    const { x, y, width, height } = placed(rect, origin)
    items.push({
      kind: 'picture',
      image: element,
      x,
      y,
      width,
      height,
      corners: cornersOf(element),
      fit: style.objectFit,
    })
    return
  }
  if (element instanceof HTMLLIElement) items.push(...markerOf(element, style, origin))
  for (const child of element.childNodes) {
    if (child instanceof Text) items.push(...measureText(child, style, origin))
    else if (child instanceof Element) walk(child, origin, items)
  }
}

function placed(rect: DOMRect, origin: DOMRect) {
  return { x: rect.left - origin.left, y: rect.top - origin.top, width: rect.width, height: rect.height }
}

/** The corners of an element, or of what cuts it. */
function cornersOf(element: Element): Corners {
  const own = radii(getComputedStyle(element))
  const parent = element.parentElement && getComputedStyle(element.parentElement)
  if (own.some((radius) => radius > 0) || parent?.overflow !== 'hidden') return own
  return radii(parent)
}

function radii(style: CSSStyleDeclaration): Corners {
  const size = (value: string) => (value.endsWith('%') ? 1_000 : parseFloat(value) || 0)
  return [
    size(style.borderTopLeftRadius),
    size(style.borderTopRightRadius),
    size(style.borderBottomRightRadius),
    size(style.borderBottomLeftRadius),
  ]
}

const transparent = /^(?:transparent|rgba\(0, 0, 0, 0\))$|\/ 0\)$/

function* boxesOf(element: Element, style: CSSStyleDeclaration, origin: DOMRect): Generator<DrawnItem> {
  const rects = style.display === 'inline' ? element.getClientRects() : [element.getBoundingClientRect()]
  for (const rect of rects) {
    const place = placed(rect, origin)
    if (!transparent.test(style.backgroundColor)) {
      yield { kind: 'box', ...place, corners: radii(style), fill: style.backgroundColor }
    }
    const { x, y, width, height } = place
    const sides = [
      [
        style.borderTopWidth,
        style.borderTopStyle,
        style.borderTopColor,
        (line: number) => ({ x, y, width, height: line }),
      ],
      [
        style.borderBottomWidth,
        style.borderBottomStyle,
        style.borderBottomColor,
        (line: number) => ({ x, y: y + height - line, width, height: line }),
      ],
      [
        style.borderLeftWidth,
        style.borderLeftStyle,
        style.borderLeftColor,
        (line: number) => ({ x, y, width: line, height }),
      ],
      [
        style.borderRightWidth,
        style.borderRightStyle,
        style.borderRightColor,
        (line: number) => ({ x: x + width - line, y, width: line, height }),
      ],
    ] as const
    for (const [size, kind, fill, at] of sides) {
      const line = parseFloat(size)
      if (line > 0 && kind !== 'none') yield { kind: 'rule', ...at(line), fill }
    }
  }
}

/** The dot or the number before a list item, which is no part of the page that can be read off. */
function* markerOf(item: HTMLLIElement, style: CSSStyleDeclaration, origin: DOMRect): Generator<DrawnItem> {
  if (style.listStyleType === 'none') return
  const list = item.parentElement
  const number = list instanceof HTMLOListElement ? list.start + [...list.children].indexOf(item) : 0
  const text = list instanceof HTMLOListElement ? `${number}.` : '•'
  const range = document.createRange()
  range.selectNodeContents(item)
  const line = range.getClientRects()[0]
  if (!line) return
  const place = placed(line, origin)
  const room = parseFloat(style.fontSize) * 0.5
  yield {
    kind: 'text',
    x: place.x - room - 100,
    y: place.y,
    width: 100,
    height: Math.min(place.height, parseFloat(style.fontSize) * 1.6),
    text,
    font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
    fill: style.color,
    language: '',
    fromEnd: true,
  }
}
