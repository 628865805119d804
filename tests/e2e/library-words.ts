import type { Language } from '#shared/languages.ts'
import type { SeededLibrary } from '#tests/helpers/seed-library.ts'

type LibraryWords = Omit<SeededLibrary, 'profile' | 'language' | 'passphrase' | 'conversations'> & {
  /** Said in one of the conversations and nowhere else, and the same as somebody else writes it. */
  readonly rare: readonly [written: string, asked: string]
  /** How somebody would spell part of that by its sound; null where nobody would. */
  readonly sound: string | null
  /** In what was kept of every kind. */
  readonly everywhere: string
  readonly titles: readonly string[]
  readonly tale: readonly string[]
  readonly tag: string
  /** The beginning of an operator's name, and of what it is given. */
  readonly operator: readonly [name: string, value: string]
  readonly hasFile: string
}

/** What stands in the library of the story, in each language. */
export const libraryWords: Readonly<Record<Language, LibraryWords>> = {
  en: {
    names: ['Wren', 'June'],
    thread: ['Home. The tram was full of umbrellas.', 'Then you brought the rain in. Shoes off first.'],
    titles: ['Plums in November', 'Letter to my brother', 'Night shift, snow'],
    tale: ['There was a lake behind the house.', 'Which colour was it?', 'Blue, then not.', 'I shall keep the minute.'],
    rare: ['The heron stood on one leg, Zephyrine said.', 'ｚｅｐｈ'],
    sound: null,
    everywhere: 'amber',
    memory: 'You gave me the amber.',
    letter: 'Long ago we found amber on the beach.',
    lore: 'Amber, the cat',
    day: 'The amber day',
    note: 'amber, in one sentence',
    file: 'amber-list.pdf',
    tag: 'winter',
    operator: ['fr', 'Jun'],
    hasFile: 'has:file ',
  },
  'zh-Hans': {
    names: ['小满', '知夏'],
    thread: ['到家了，电车上全是伞。', '那你把雨也带回来了。先换鞋。'],
    titles: ['十一月的李子', '写给弟弟的信', '夜班，下雪'],
    tale: ['房子后面有一片湖。', '是什么颜色的？', '蓝的，后来不是了。', '那一分钟我会记住。'],
    rare: ['燚是四个火。', '燚'],
    sound: 'sigehuo',
    everywhere: '琥珀',
    memory: '你把琥珀给了我。',
    letter: '很久以前，我们在海边捡到琥珀。',
    lore: '琥珀，那只猫',
    day: '琥珀日',
    note: '一句话里的琥珀',
    file: '琥珀清单.pdf',
    tag: '冬天',
    operator: ['来自', '知'],
    hasFile: '含有：文件 ',
  },
  'zh-Hant': {
    names: ['小滿', '知夏'],
    thread: ['到家了，電車上全是傘。', '那你把雨也帶回來了。先換鞋。'],
    titles: ['十一月的李子', '寫給弟弟的信', '夜班，下雪'],
    tale: ['房子後面有一片湖。', '是什麼顏色的？', '藍的，後來不是了。', '那一分鐘我會記住。'],
    rare: ['烏龜爬得很慢。', '乌龟'],
    sound: 'wugui',
    everywhere: '琥珀',
    memory: '你把琥珀給了我。',
    letter: '很久以前，我們在海邊撿到琥珀。',
    lore: '琥珀，那隻貓',
    day: '琥珀日',
    note: '一句話裡的琥珀',
    file: '琥珀清單.pdf',
    tag: '冬天',
    operator: ['來自', '知'],
    hasFile: '含有：檔案 ',
  },
}
