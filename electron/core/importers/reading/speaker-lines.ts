import { roleOfName } from './role-names.ts'

/** A line with which somebody begins to speak. */
export type SpeakerLine = {
  readonly index: number
  /** How it is written; one transcript is written in one way. */
  readonly form: string
  readonly name: string
  /** When it was said, in the transcript's own words. */
  readonly time: string | null
  /** What is said on the same line. */
  readonly rest: string
}

type Found = {
  readonly form: string
  readonly name: string
  readonly time?: string | undefined
  readonly rest?: string | undefined
}

const name = String.raw`[^\s:：*_#<>|\[\]()（）-][^:：*#<>|\n]{0,39}?`
const clock = String.raw`[^\[\]()（）]{0,40}?\d{1,2}[:.：]\d{2}[^\[\]()（）]{0,20}?`
const before = String.raw`(?:[\[(（](${clock})[\])）]\s*)?`
const after = String.raw`(?:\s*[\[(（](${clock})[\])）])?`
const bold = new RegExp(
  `^(?:\\*\\*|__)${before}(${name})${after}(?:[:：]\\s*(?:\\*\\*|__)|(?:\\*\\*|__)\\s*[:：])\\s*(.*)$`,
)
const boldAlone = new RegExp(`^(?:\\*\\*|__)(${name})(?:\\*\\*|__)${after}\\s*$`)
const heading = new RegExp(`^(#{1,6})\\s+(?:\\*\\*)?(${name})(?:\\*\\*)?${after}\\s*[:：]?(?:\\*\\*)?\\s*$`)
const dashes = new RegExp(`^--\\s?(${name})$`)
const angle = new RegExp(`^(${name})>(?:\\s(.*))?$`)
const stamp = new RegExp(`^(${name})\\s+[—–-]\\s+(${clock})$`)
/** The moment stands before the name as messengers write it. */
const dated = new RegExp(String.raw`^(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s${clock})\s[–-]\s(${name})([:：])\s*(.*)$`)
const colon = new RegExp(`^${before}(${name})${after}([:：])(\\s*)(.*)$`)

/** No name with its time is longer; trying longer lines in every way would take long. */
const longestAlone = 160

const sentence = /[!?。！？；;，,、"“”「」`=/\\]/
const notNames =
  /^(?:info|debug|warn|warning|error|trace|fatal|note|notes|http|https|from|to|cc|bcc|subject|date|sent|re|fwd|tip|example|todo|ps|p\.s|注|注意|备注|提示|例如|标题|日期|时间|链接)$/i

/** Reads a line that may begin a turn; whether its name is a speaker's shows only over the whole text. */
export function readSpeakerLine(line: string, index: number): SpeakerLine | null {
  if (line.length === 0 || /^\s/.test(line)) return null
  const found = readForms(line)
  if (!found || !isName(found.name)) return null
  return { index, form: found.form, name: found.name.trim(), time: found.time ?? null, rest: found.rest ?? '' }
}

function readForms(line: string): Found | null {
  const match = bold.exec(line)
  if (match) return { form: 'bold', time: match[1] ?? match[3], name: match[2] ?? '', rest: match[4] }
  const alone = line.length <= longestAlone ? readAlone(line) : null
  if (alone) return alone
  const asked = angle.exec(line)
  if (asked) return { form: 'angle', name: asked[1] ?? '', rest: asked[2] }
  const stamped = dated.exec(line)
  if (stamped) return { form: 'dated', time: stamped[1], name: stamped[2] ?? '', rest: stamped[4] }
  const said = colon.exec(line)
  return said && fromColon(said)
}

/** Lines that hold nothing but a name, and perhaps a time. */
function readAlone(line: string): Found | null {
  let match = boldAlone.exec(line)
  if (match) return { form: 'bold-alone', name: match[1] ?? '', time: match[2] }
  match = heading.exec(line)
  if (match) return { form: match[1] ?? '', name: match[2] ?? '', time: match[3] }
  match = dashes.exec(line)
  if (match) return { form: 'dashes', name: match[1] ?? '' }
  match = stamp.exec(line)
  return match && { form: 'stamp', name: match[1] ?? '', time: match[2] }
}

/** `http://`, `12:30` and `std::list` have a colon too, but no space after it. */
function fromColon([, early, name = '', late, mark, space, rest = '']: RegExpExecArray): Found | null {
  const isPlain = mark === '：' || space !== '' || rest === ''
  if (!isPlain && (roleOfName(name) === null || /^[/:\d]/.test(rest))) return null
  return { form: 'colon', name, time: early ?? late, rest }
}

function isName(text: string): boolean {
  const plain = text.trim()
  if (plain === '' || notNames.test(plain) || !/\p{L}/u.test(plain)) return false
  if (roleOfName(plain) !== null) return true
  return !sentence.test(plain) && plain.split(/\s+/).length <= 4
}
