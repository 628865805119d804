/** Which share of the messages is Chinese, Latin, or both in turns; of the three numbers only the ratio counts. */
export type LanguageMix = { readonly chinese: number; readonly english: number; readonly mixed: number }

const commonCharacters =
  '的我你是了不在有他这就来到说们为子和地出道也时要会可下过之后以去得多看上好自么起对小天大没什能想心里家生还事点把用开样些她那两见面听话月年日早晚安爱笑雨风夜梦星海山花雪茶饭猫狗书信路车手眼声梨桥窗灯门床衣歌诗名字记忆等陪抱吻走跑吃喝睡醒哭怕累忙闲远近热冷新旧春夏秋冬东西南北红蓝白黑'
const syllables =
  'ba be bi bo bu da de di do fa fe fi ga go ha he ka ke ki la le li lo ma me mi na ne no pa pe ra re ri ro sa se si so ta te ti to va ve wa we wi za'.split(
    ' ',
  )
const emoji = ['😂', '❤️', '🌙', '🥺', '✨', '🐱']

/** Repeatable numbers from 0 up to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Invents messages of about 200 characters. Words follow a steep distribution as in real talk, with a long tail, so
 * that an index over them grows as a real one does.
 */
export function createTextMaker(random: () => number, mix: LanguageMix): () => string {
  // Low ranks come up often: the share of rank r falls about as 1/r.
  const rank = (count: number) => Math.floor((count + 1) ** random()) - 1
  const character = () => {
    const common = commonCharacters[rank(commonCharacters.length * 8) % (commonCharacters.length * 8)]
    return common ?? String.fromCodePoint(0x4e00 + Math.floor(random() * 3_000))
  }
  const word = () => {
    let number = rank(30_000) + 1
    let spelled = ''
    while (number > 0) {
      spelled += syllables[number % syllables.length] ?? ''
      number = Math.floor(number / syllables.length)
    }
    return spelled
  }
  const many = (count: number, one: () => string, between: string) => Array.from({ length: count }, one).join(between)
  const chineseSentence = () => `${many(4 + rank(24), character, '')}${random() < 0.3 ? '，' : '。'}`
  const englishSentence = () => `${many(3 + rank(20), word, ' ')}. `
  const total = mix.chinese + mix.english + mix.mixed

  return () => {
    const pick = random() * total
    const length = 20 + Math.floor(-Math.log(1 - random()) * 180)
    let text = ''
    while (text.length < length) {
      const chinese = pick < mix.chinese || (pick >= mix.chinese + mix.english && random() < 0.5)
      text += chinese ? chineseSentence() : englishSentence()
      if (random() < 0.03) text += emoji[Math.floor(random() * emoji.length)] ?? ''
    }
    return text.trimEnd()
  }
}
