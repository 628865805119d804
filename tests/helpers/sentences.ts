/** A small seeded writer of English and Chinese sentences: the same seed writes the same words. */
export type Sentences = {
  readonly sentence: () => string
  readonly paragraph: () => string
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number
}

const english = (
  'morning letter river window lamp quiet garden answer winter train story kitchen blue paper little promise remember ' +
  'walk carry open tell keep find turn wait again slowly gently maybe together after before under beside tomorrow rain ' +
  'you I we she it is was will never always because and but with about from into the a my your our'
).split(' ')
const chinese =
  '我你他她们的是在有这那来去说看想要会能把和与也都就很再还没不吗呢吧啊今天明天昨天早上晚上风雨雪花茶书信灯窗门路海山河星月光声音时候地方朋友家里心里眼睛名字日子故事回来记得知道喜欢慢慢一起以后以前'

/** Starts a writer. */
export function createSentences(seed: number): Sentences {
  let state = seed >>> 0
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const sentence = (): string => {
    if (below(2) === 0) {
      const length = 6 + below(30)
      let text = ''
      for (let index = 0; index < length; index += 1) text += chinese[below(chinese.length)]
      return `${text}。`
    }
    const words = Array.from({ length: 4 + below(14) }, () => english[below(english.length)])
    return `${words.join(' ')}.`
  }
  return {
    sentence,
    paragraph: () => Array.from({ length: 1 + below(8) }, sentence).join(' '),
    below,
  }
}
