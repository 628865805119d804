import type { Shared } from '#shared/model/story.ts'
import type { SpokenRow } from './block.ts'
import { mostShared } from './tell-years.ts'

/** Words, and characters of Chinese, that say nothing of who uses them. */
export type PlainWords = { readonly words: ReadonlySet<string>; readonly characters: ReadonlySet<string> }

/** Of a longer message, only so much is looked at. */
const longestText = 500
const wordsShown = 30
/** Messages between which others may have their turn: some milliseconds. */
const atOnce = 100

/** Words of Chinese that carry grammar or nothing in particular, beside those made of nothing but such characters. */
const commonHan = new Set(
  `我们 你们 他们 她们 它们 咱们 自己 大家 别人 这个 那个 这些 那些 这样 那样 这么 那么 这里 那里 这儿 那儿 哪里 哪儿
  什么 怎么 怎样 怎么样 为什么 多少 几个 谁的 是不是 有没有 能不能 可不可以 要不要 一个 一下 一点 一些 一样 一直 一起 一定
  有点 有些 没有 不是 不要 不能 不会 不用 不过 不知 不好 还是 还有 还要 就是 就会 就要 只是 只有 只要 都是 也是 也会
  可是 但是 而且 而是 然后 所以 因为 如果 虽然 或者 或是 以及 其实 其他 已经 正在 刚才 刚刚 现在 时候 以后 以前 之后 之前 后来
  可以 可能 应该 需要 必须 知道 觉得 认为 感觉 想要 希望 看到 听到 说话 告诉 的话 的时候 的人 东西 事情 问题 真的 真是 非常
  特别 比较 越来越 每次 每个 今天 明天 昨天 好的 好吧 好像 也许 对吧 对了 对于 关于 通过 根据 进行 使用 作为 成为 由于 于是 并且
  我們 你們 他們 她們 這個 那個 這些 這樣 那樣 這麼 那麼 這裡 那裡 這裏 那裏 什麼 怎麼 怎樣 怎麼樣 為什麼 幾個 是不是 有沒有
  一個 一點 一樣 沒有 不會 不過 還是 還有 還要 就會 只會 都會 也會 但是 因為 雖然 後來 以後 之後 現在 時候 剛才 剛剛 已經 應該
  覺得 認為 看見 看到 聽到 說話 告訴 的時候 東西 問題 真的 特別 比較 越來越 每個 對吧 對了 對於 關於 通過 進行 作為 由於 於是 並且`
    .trim()
    .split(/\s+/),
)

const han = /\p{Script=Han}/u
const latinWord = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu

/** Finds the words that both use, by how many messages hold them. Lets the event loop go on in between. */
export async function findSharedWords(
  messages: readonly Pick<SpokenRow, 'role' | 'text'>[],
  plain: PlainWords,
): Promise<Shared[]> {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  const uses = new Map<string, { yours: number; theirs: number }>()
  for (let start = 0; start < messages.length; start += atOnce) {
    for (const { role, text } of messages.slice(start, start + atOnce)) {
      for (const word of wordsOf(text.slice(0, longestText), segmenter, plain)) {
        const counted = uses.get(word) ?? { yours: 0, theirs: 0 }
        uses.set(word, counted)
        if (role === 'user') counted.yours += 1
        else counted.theirs += 1
      }
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return [...uses]
    .filter(([, { yours, theirs }]) => yours > 0 && theirs > 0)
    .map(([what, { yours, theirs }]) => ({ what, yours, theirs }))
    .toSorted(mostShared)
    .slice(0, wordsShown)
}

function wordsOf(text: string, segmenter: Intl.Segmenter, plain: PlainWords): Set<string> {
  const words = new Set<string>()
  const spelled = text.toLowerCase().replaceAll('’', "'")
  for (const [word] of spelled.matchAll(latinWord)) {
    if (han.test(word)) {
      for (const { segment, isWordLike } of segmenter.segment(word)) {
        // A character by itself is seldom a word that says something of two people.
        if (isWordLike !== true || segment.length < 2 || !han.test(segment) || commonHan.has(segment)) continue
        const isPlain = (character: string) => character === '一' || plain.characters.has(character)
        if (!Array.from(segment).every(isPlain)) words.add(segment)
      }
    } else if (word.length > 2 && !word.split("'").some((part) => plain.words.has(part))) words.add(word)
  }
  return words
}
