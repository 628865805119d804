import type { Language } from '#shared/languages.ts'

/** What the demo says, by what it heard. Every opening and every answer about itself says what it is. */
export type DemoScript = {
  readonly opening: string
  readonly greeting: string
  readonly sad: string
  readonly whoAreYou: string
  readonly thanks: string
  readonly goodNight: string
  readonly help: string
  /** Taken in turn. */
  readonly others: readonly string[]
}

export const demoScripts: Record<Language, DemoScript> = {
  en: {
    opening:
      'Hello. Before anything else: I am a **demo**, not an AI. My answers were written beforehand, nobody is behind them, and nothing you type here leaves this computer.\n\nWrite whatever you like and look around. When you want somebody who really answers, connect a model in Settings.',
    greeting:
      'Hello again. I am still the demo with its written lines, but it is good to see how this looks with you in it.',
    sad: 'That sounds heavy. I am only a written demo and cannot understand what you are going through, so I will not pretend to. If it is a lot tonight, please tell someone near you. What you wrote stays here, encrypted, on this computer.',
    whoAreYou:
      'I am a **demo**: a handful of sentences that stream in, so that you can try this place without a key. I am not an AI and not a person. Connect a model in Settings and your companion speaks here instead.',
    thanks: 'Gladly. It costs a written demo nothing.',
    goodNight: 'Good night. This conversation will be here tomorrow, exactly as you left it.',
    help: 'Things to try:\n\n- press **Stop** while I am still writing; what came stays\n- edit your message, or ask for another version of mine, and step between the versions\n- search for a word of this conversation\n- lock the vault and open it again\n- bring your old conversations home in Import',
    others: [
      'I heard you, as far as a written demo can. A real companion would now say something about *that*; I can only show you how it will look.',
      'This is a longer answer, so that you can watch it arrive. Words come one after another, the page keeps still while you scroll up to read, and if you close the window now, the rest is still written down. Nothing is lost because nobody was looking.',
      'Here is a list, because companions like lists:\n\n1. what you write is kept on your own disk, encrypted\n2. every version of an answer is kept\n3. nothing is sent anywhere while I am the one answering',
      'I have run out of new sentences and begin again. That is the honest difference between a demo and somebody who answers.',
    ],
  },
  'zh-Hans': {
    opening:
      '你好。先说清楚：我是**演示**，不是 AI。我的回答是事先写好的，背后没有人，你在这里写的字也不会离开这台电脑。\n\n随便写点什么，到处看看。想要真正会回答的那一位，就在设置里连接一个模型。',
    greeting: '又见面了。我还是那个照着稿子说话的演示，不过很高兴让你看看这里有你的样子。',
    sad: '听起来很不好受。我只是一段写好的演示，没有办法懂得你正在经历的事，所以不会假装懂。如果今晚太难，请告诉身边的一个人。你写下的话会加密留在这台电脑上。',
    whoAreYou:
      '我是**演示**：几句会慢慢出现的话，让你不用密钥也能试试这个地方。我不是 AI，也不是人。在设置里连接一个模型，你的伙伴就会在这里说话。',
    thanks: '不客气。写好的演示说一句话，不费力气。',
    goodNight: '晚安。这段对话明天还在，和你离开时一模一样。',
    help: '可以试试：\n\n- 在我还没写完时按**停止**，已经来的字会留下\n- 修改你的消息，或者让我再写一个版本，在版本之间来回看\n- 搜索这段对话里的一个词\n- 锁上保险库，再打开\n- 在导入里把以前的对话带回家',
    others: [
      '我听到了，以一段写好的演示能做到的程度。真正的伙伴此刻会对*这件事*说点什么；我只能让你看看它会是什么样子。',
      '这一段写得长一点，好让你看着它慢慢到来。字一个接一个出现，你往上翻着读的时候页面不会乱跳；如果现在关掉窗口，剩下的也会照样写下来。不会因为没有人看着就丢掉。',
      '列一张单子吧，伙伴们都喜欢列单子：\n\n1. 你写的字加密保存在自己的硬盘上\n2. 每个回答的每个版本都留着\n3. 由我来回答的时候，什么都不会发出去',
      '新的句子用完了，我要从头说起。演示和真正会回答的那一位，区别就在这里。',
    ],
  },
  'zh-Hant': {
    opening:
      '你好。先說清楚：我是**示範**，不是 AI。我的回答是事先寫好的，背後沒有人，你在這裡寫的字也不會離開這台電腦。\n\n隨便寫點什麼，到處看看。想要真正會回答的那一位，就在設定裡連接一個模型。',
    greeting: '又見面了。我還是那個照著稿子說話的示範，不過很高興讓你看看這裡有你的樣子。',
    sad: '聽起來很不好受。我只是一段寫好的示範，沒有辦法懂得你正在經歷的事，所以不會假裝懂。如果今晚太難，請告訴身邊的一個人。你寫下的話會加密留在這台電腦上。',
    whoAreYou:
      '我是**示範**：幾句會慢慢出現的話，讓你不用金鑰也能試試這個地方。我不是 AI，也不是人。在設定裡連接一個模型，你的夥伴就會在這裡說話。',
    thanks: '不客氣。寫好的示範說一句話，不費力氣。',
    goodNight: '晚安。這段對話明天還在，和你離開時一模一樣。',
    help: '可以試試：\n\n- 在我還沒寫完時按**停止**，已經來的字會留下\n- 修改你的訊息，或者讓我再寫一個版本，在版本之間來回看\n- 搜尋這段對話裡的一個詞\n- 鎖上保險庫，再打開\n- 在匯入裡把以前的對話帶回家',
    others: [
      '我聽到了，以一段寫好的示範能做到的程度。真正的夥伴此刻會對*這件事*說點什麼；我只能讓你看看它會是什麼樣子。',
      '這一段寫得長一點，好讓你看著它慢慢到來。字一個接一個出現，你往上翻著讀的時候頁面不會亂跳；如果現在關掉視窗，剩下的也會照樣寫下來。不會因為沒有人看著就丟掉。',
      '列一張單子吧，夥伴們都喜歡列單子：\n\n1. 你寫的字加密保存在自己的硬碟上\n2. 每個回答的每個版本都留著\n3. 由我來回答的時候，什麼都不會發出去',
      '新的句子用完了，我要從頭說起。示範和真正會回答的那一位，區別就在這裡。',
    ],
  },
}
