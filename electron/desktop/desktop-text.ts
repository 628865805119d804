import type { Language } from '#shared/languages.ts'

export type DesktopText = {
  readonly about: string
  readonly hide: string
  readonly hideOthers: string
  readonly showAll: string
  readonly quit: string
  readonly open: string
  readonly file: string
  readonly closeWindow: string
  readonly edit: string
  readonly undo: string
  readonly redo: string
  readonly cut: string
  readonly copy: string
  readonly paste: string
  readonly selectAll: string
  readonly view: string
  readonly actualSize: string
  readonly larger: string
  readonly smaller: string
  readonly fullScreen: string
  readonly window: string
  readonly minimise: string
  readonly linkQuestion: (host: string) => string
  readonly linkMail: string
  readonly linkOpen: string
  readonly linkCancel: string
}

/** What the desktop host says itself: its menu and the question before a link leaves the app. */
export const desktopText: Readonly<Record<Language, DesktopText>> = {
  en: {
    about: 'About Keepsake',
    hide: 'Hide Keepsake',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit Keepsake',
    open: 'Open Keepsake',
    file: 'File',
    closeWindow: 'Close Window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    actualSize: 'Actual Size',
    larger: 'Larger',
    smaller: 'Smaller',
    fullScreen: 'Full Screen',
    window: 'Window',
    minimise: 'Minimise',
    linkQuestion: (host) => `Open ${host} in your browser?`,
    linkMail: 'Write an e-mail in your mail app?',
    linkOpen: 'Open',
    linkCancel: 'Cancel',
  },
  'zh-Hans': {
    about: '关于念念',
    hide: '隐藏念念',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
    quit: '退出念念',
    open: '打开念念',
    file: '文件',
    closeWindow: '关闭窗口',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '显示',
    actualSize: '实际大小',
    larger: '放大',
    smaller: '缩小',
    fullScreen: '全屏',
    window: '窗口',
    minimise: '最小化',
    linkQuestion: (host) => `要在浏览器中打开 ${host} 吗？`,
    linkMail: '要在邮件应用中写一封邮件吗？',
    linkOpen: '打开',
    linkCancel: '取消',
  },
  'zh-Hant': {
    about: '關於念念',
    hide: '隱藏念念',
    hideOthers: '隱藏其他',
    showAll: '全部顯示',
    quit: '結束念念',
    open: '開啟念念',
    file: '檔案',
    closeWindow: '關閉視窗',
    edit: '編輯',
    undo: '還原',
    redo: '重做',
    cut: '剪下',
    copy: '拷貝',
    paste: '貼上',
    selectAll: '全選',
    view: '顯示方式',
    actualSize: '實際大小',
    larger: '放大',
    smaller: '縮小',
    fullScreen: '全螢幕',
    window: '視窗',
    minimise: '縮到最小',
    linkQuestion: (host) => `要在瀏覽器中開啟 ${host} 嗎？`,
    linkMail: '要在郵件應用程式中寫一封郵件嗎？',
    linkOpen: '開啟',
    linkCancel: '取消',
  },
}
