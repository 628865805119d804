import hongKong from 'opencc-js/dict/HKVariantsRev'
import traditional from 'opencc-js/dict/TSCharacters'
import taiwan from 'opencc-js/dict/TWVariantsRev'

let table: ReadonlyMap<string, string> | undefined

/** The simplified form of one character, by OpenCC's tables; itself where there is none. */
export function simplify(character: string): string {
  table ??= join()
  return table.get(character) ?? character
}

/** Every other form of what these characters mean, each before its simplified one: `說说聽听` of 说 and 聽. */
export function formsOf(characters: Iterable<string>): string {
  table ??= join()
  const meant = new Set(Array.from(characters, simplify))
  return [...table].flatMap(([form, plain]) => (meant.has(plain) && form !== plain ? [form + plain] : [])).join('')
}

/** Traditional forms, and of the regional ones those that are not simplified characters themselves (著, but not 才). */
function join(): ReadonlyMap<string, string> {
  const forms = new Map(pairs(traditional))
  const simplified = new Set(forms.values())
  for (const [variant, standard] of [...pairs(taiwan), ...pairs(hongKong)]) {
    if (!forms.has(variant) && !simplified.has(variant)) forms.set(variant, forms.get(standard) ?? standard)
  }
  return forms
}

function pairs(text: string): [string, string][] {
  return text.split('|').flatMap((pair) => {
    const [from, to] = pair.split(' ')
    return from && to ? [[from, to]] : []
  })
}
