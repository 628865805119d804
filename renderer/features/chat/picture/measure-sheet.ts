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

type Side = { readonly width: number; readonly fill: string }

function sidesOf(style: CSSStyleDeclaration): readonly [top: Side, right: Side, bottom: Side, left: Side] {
  const side = (name: 'top' | 'right' | 'bottom' | 'left'): Side => {
    const drawn = style.getPropertyValue(`border-${name}-style`) !== 'none'
    const width = drawn ? parseFloat(style.getPropertyValue(`border-${name}-width`)) : 0
    return { width, fill: style.getPropertyValue(`border-${name}-color`) }
  }
  return [side('top'), side('right'), side('bottom'), side('left')]
}

function* boxesOf(element: Element, style: CSSStyleDeclaration, origin: DOMRect): Generator<DrawnItem> {
  const sides = sidesOf(style)
  const [top, right, bottom, left] = sides
  const around = top.width > 0 && sides.every((side) => side.width === top.width && side.fill === top.fill)
  const rects = style.display === 'inline' ? element.getClientRects() : [element.getBoundingClientRect()]
  for (const rect of rects) {
    const place = placed(rect, origin)
    const { x, y, width, height } = place
    const filled = !transparent.test(style.backgroundColor)
    if (filled || around) {
      const fill = filled ? style.backgroundColor : 'transparent'
      yield { kind: 'box', ...place, corners: radii(style), fill, border: around ? top : null }
    }
    if (around) continue
    const rules = [
      { ...top, place: { x, y, width, height: top.width } },
      { ...right, place: { x: x + width - right.width, y, width: right.width, height } },
      { ...bottom, place: { x, y: y + height - bottom.width, width, height: bottom.width } },
      { ...left, place: { x, y, width: left.width, height } },
    ]
    for (const { width: thick, fill, place: at } of rules) if (thick > 0) yield { kind: 'rule', ...at, fill }
  }
}

/** The dot or the number before a list item, which is no part of the page that can be read off. */
function* markerOf(item: HTMLLIElement, style: CSSStyleDeclaration, origin: DOMRect): Generator<DrawnItem> {
  if (style.listStyleType === 'none') return
  const range = document.createRange()
  range.selectNodeContents(item)
  const line = range.getClientRects()[0]
  if (!line) return
  const { x, y, height } = placed(line, origin)
  const size = parseFloat(style.fontSize)
  const list = item.parentElement
  if (!(list instanceof HTMLOListElement)) {
    const dot = size * 0.3
    const place = { x: x - size * 0.85, y: y + (Math.min(height, size * 1.6) - dot) / 2, width: dot, height: dot }
    yield { kind: 'box', ...place, corners: [dot, dot, dot, dot], fill: style.color, border: null }
    return
  }
  const width = size * 4
  yield {
    kind: 'text',
    x: x - size * 0.4 - width,
    y,
    width,
    height: Math.min(height, size * 1.6),
    text: `${list.start + [...list.children].indexOf(item)}.`,
    font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
    fill: style.color,
    language: '',
    fromEnd: true,
  }
}
