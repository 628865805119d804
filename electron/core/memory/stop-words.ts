/** English words that nearly every line holds; they find nothing. Stems are compared, so one form of each is enough. */
const english = `
  a an the this that these those some any each every all both either neither no not nor only own same other such
  i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours
  ourselves they them their theirs themselves one ones someone something anyone anything everyone everything
  am is are was were be been being do does did doing done have has had having will would shall should can could may
  might must ought let get gets got s t d m ll re ve don didn doesn isn wasn aren weren won wouldn couldn shouldn hasn
  haven hadn what which who whom whose when where why how and or but if because as until while of at by for with
  about against between into through during before after above below to from up down in out on off over under again
  further then once here there than so too very just also now even ever still yet already back around
  since ago during per via etc oh hey hi hello yes yeah ok okay please wow
  kind kinds type types sort sorts go goes going went gone make makes made making take takes took taken taking
`

/** Chinese characters that carry grammar and nothing to find. */
const han =
  '的了吗呢吧啊呀嘛哦着过是在我你您他她它们这那有和与就都也很哪什么怎谁为多少几曾经要会能可以给对从把被让跟没不还又再吧个些'

export const stopWords: ReadonlySet<string> = new Set(english.trim().split(/\s+/))
export const stopCharacters: ReadonlySet<string> = new Set(han)
