/** What a sheet is made of once it has been laid out. Places are CSS pixels from the top left of the sheet. */
export type DrawnItem = DrawnBox | DrawnText | DrawnPicture | DrawnRule

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Corners clockwise from the top left. */
export type Corners = readonly [number, number, number, number]

export type DrawnBox = Place & {
  readonly kind: 'box'
  readonly corners: Corners
  readonly fill: string
  /** A border of one width and colour all around, drawn inside; null for none. */
  readonly border: { readonly width: number; readonly fill: string } | null
}

/** One side of a border, or a line under or through words. */
export type DrawnRule = Place & { readonly kind: 'rule'; readonly fill: string }

export type DrawnPicture = Place & {
  readonly kind: 'picture'
  readonly image: HTMLImageElement
  readonly corners: Corners
  readonly fit: string
}

export type DrawnText = Place & {
  readonly kind: 'text'
  readonly text: string
  readonly font: string
  readonly fill: string
  readonly language: string
  /** An opening mark keeps its ink at the end of its box, however narrow the box was made. */
  readonly fromEnd: boolean
}
