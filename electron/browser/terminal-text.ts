import type { Language } from '#shared/languages.ts'

type TerminalText = {
  readonly open: string
  readonly hint: string
  readonly window: string
  readonly guessed: string
  readonly portTaken: string
}

/** The few lines that this host says in the terminal. */
export const terminalText: Readonly<Record<Language, TerminalText>> = {
  en: {
    open: 'Open Keepsake in a browser on this computer, within a minute:',
    hint: 'Enter makes a new link. Ctrl+C ends Keepsake.',
    window: 'Keepsake is open in its own window. Enter makes a link for another one. Ctrl+C ends Keepsake.',
    guessed: 'Keepsake ended itself: something on this computer kept trying to get in with wrong codes.',
    portTaken: 'That port is taken. Choose another with --port, or leave it out.',
  },
  'zh-Hans': {
    open: '请在一分钟内，用这台电脑上的浏览器打开念念：',
    hint: '按回车键生成新链接，按 Ctrl+C 结束念念。',
    window: '念念已在自己的窗口中打开。按回车键可以再生成一个链接，按 Ctrl+C 结束念念。',
    guessed: '念念已自行结束：这台电脑上有程序不断用错误的配对码尝试进入。',
    portTaken: '这个端口已被占用。请用 --port 换一个，或者不指定端口。',
  },
  'zh-Hant': {
    open: '請在一分鐘內，用這台電腦上的瀏覽器開啟念念：',
    hint: '按 Enter 鍵產生新連結，按 Ctrl+C 結束念念。',
    window: '念念已在自己的視窗中開啟。按 Enter 鍵可以再產生一個連結，按 Ctrl+C 結束念念。',
    guessed: '念念已自行結束：這台電腦上有程式不斷用錯誤的配對碼嘗試進入。',
    portTaken: '這個連接埠已被占用。請用 --port 換一個，或者不指定連接埠。',
  },
}
