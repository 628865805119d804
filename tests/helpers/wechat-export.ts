import { wallParts, type ChatLine } from './chat-lines.ts'

const cell = (value: string | number) =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value
const table = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => row.map(cell).join(',')).join('\r\n')

function clock(time: number): string {
  const at = wallParts(time)
  return `${at.year}-${at.longMonth}-${at.longDay} ${at.hour}:${at.minute}:00`
}

const memoTraceHeader =
  'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender'.split(',')

/** Chats of the person, who is called 我 there, as MemoTrace writes them: all in one table, mixed by time. */
export function memoTraceTable(
  chats: readonly { readonly partner: string; readonly lines: readonly ChatLine[] }[],
  header = memoTraceHeader,
): string {
  const rows = chats.flatMap(({ partner, lines }, talker) =>
    lines.map(({ name, text, time }, index) => ({
      time,
      row: [index + 1, talker + 3, 1, 0, name === partner ? 0 : 1, time / 1_000, '', text, clock(time)].concat([
        partner,
        '',
        name === partner ? partner : '我',
      ]),
    })),
  )
  return table([header, ...rows.toSorted((left, right) => left.time - right.time).map(({ row }) => row)])
}

/** One chat as tools write it per contact, with Chinese headings. */
export function contactTable(lines: readonly ChatLine[], partner: string): string {
  const sender = (name: string) => (name === partner ? partner : '我')
  const rows = lines.map(({ name, text, time }, index) => [index + 1, '文本', sender(name), clock(time), text])
  return table([['消息ID', '类型', '发送人', '时间', '内容'], ...rows])
}

/** A session as WeFlow writes it. */
export function weFlowSession(lines: readonly ChatLine[], partner: string) {
  return {
    weflow: { version: '1.0.0', exportedAt: 1_767_000_000 },
    session: { wxid: 'wxid_a', nickname: partner, remark: '', displayName: partner, type: '私聊' },
    messages: lines.map(({ name, text, time }, index) => ({
      localId: index + 1,
      createTime: time / 1_000,
      formattedTime: clock(time),
      type: '文本消息',
      localType: 1,
      content: text,
      isSend: name === partner ? 0 : 1,
      senderUsername: name === partner ? 'wxid_a' : 'wxid_me',
      senderDisplayName: name,
      source: '',
    })),
  }
}

/** Messages as chatlog lists them. */
export function chatlogList(lines: readonly ChatLine[], partner: string) {
  return lines.map(({ name, text, time }, index) => ({
    seq: 1_700_000_000_000 + index,
    time: new Date(time).toISOString().replace('.000Z', '+00:00'),
    talker: 'wxid_a',
    talkerName: partner,
    isChatRoom: false,
    sender: name === partner ? 'wxid_a' : 'wxid_me',
    senderName: name,
    isSelf: name !== partner,
    type: 1,
    subType: 0,
    content: text,
  }))
}

/** A chat as text, each message below its moment and its sender, in either order. */
export function wechatText(lines: readonly ChatLine[], order: 'moment-first' | 'name-first'): string {
  return lines
    .map(({ name, text, time }) => {
      const heading = order === 'moment-first' ? `${clock(time)} ${name}` : `${name} ${clock(time)}`
      return `${heading}\n${text}\n`
    })
    .join('\n')
}
