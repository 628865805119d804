import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import type { Stamps } from './stamps.ts'
import type { Story, StoryAsset } from './story.ts'

/** What of a conversation is in one volume: the next so many of its messages. */
export type Passage = {
  readonly conversation: Conversation
  /** Which conversation of the book it is. */
  readonly index: number
  /** Whether it begins here, and does not go on from the volume before. */
  readonly begins: boolean
  readonly count: number
  /** A moment of each month it goes through, in order. */
  readonly months: readonly number[]
  readonly from: number
  readonly to: number
}

/** What lies between two covers. */
export type Volume = readonly Passage[]

export type VolumeBounds = { readonly messages: number; readonly bytes: number }

/** About a thousand pages, which a browser prints in seconds and within a few hundred megabytes. */
export const volumeBounds: VolumeBounds = { messages: 4_000, bytes: 32 << 20 }
/** A volume may end with a month once it is as full as this. */
const fullEnough = 0.75

type Growing = { -readonly [Name in keyof Passage]: Passage[Name] } & { months: number[] }

/** Parts a book into volumes that can be printed, at the end of a month where there is one in time. */
export function planVolumes(
  story: Story,
  conversations: readonly Conversation[],
  { stamps, bounds }: { readonly stamps: Stamps; readonly bounds: VolumeBounds },
): readonly Volume[] {
  const volumes: Growing[][] = [[]]
  let messages = 0
  let bytes = 0

  function turn(): void {
    volumes.push([])
    messages = 0
    bytes = 0
  }

  for (const [index, conversation] of conversations.entries()) {
    const beginning = conversation.createdAt ?? conversation.updatedAt
    let passage: Growing | null = null
    let begins = true
    let month = ''
    for (const message of story.visibleThread(conversation.id)) {
      const { createdAt } = message
      const its = createdAt === null ? month : stamps.isoMonth(createdAt)
      const weight = weightOf(message, story, bounds)
      const isFull = messages >= bounds.messages || (messages > 0 && bytes + weight > bounds.bytes)
      const isPause = (passage === null || its !== month) && messages >= bounds.messages * fullEnough
      if (isFull || isPause) {
        turn()
        passage = null
      }
      if (passage === null) {
        const from = createdAt ?? beginning
        passage = { conversation, index, begins, count: 0, months: [], from, to: from }
        begins = false
        volumes.at(-1)?.push(passage)
        month = ''
      }
      if (createdAt !== null && its !== month) passage.months.push(createdAt)
      if (createdAt !== null) passage.to = createdAt
      passage.count += 1
      if (createdAt !== null) month = its
      messages += 1
      bytes += weight
    }
  }
  return volumes
}

function weightOf(message: Message, story: Story, bounds: VolumeBounds): number {
  let weight = 0
  for (const part of message.parts) if ('text' in part && typeof part.text === 'string') weight += part.text.length
  for (const { size } of picturesIn(message, story, bounds).values()) weight += size
  return weight
}

/** The pictures of a message that go on paper, by their numbers; one that would fill a volume by itself is only named. */
export function picturesIn({ parts }: Message, story: Story, { bytes }: VolumeBounds): ReadonlyMap<number, StoryAsset> {
  const pictures = new Map<number, StoryAsset>()
  for (const part of parts) {
    const asset = part.kind === 'image' && part.assetId !== null ? story.asset(part.assetId) : null
    if (asset?.mime.startsWith('image/') !== true || asset.size > bytes) continue
    if (part.kind === 'image') pictures.set(Number(part.assetId), asset)
  }
  return pictures
}
