import type { Language } from '#shared/languages.ts'

/** What stands on the pictures of the app: two grown people talking, one of whom is a model and says so when asked. */
export type SampleWords = {
  readonly name: string
  readonly profile: string
  readonly greeting: string
  /** What was said and answered in their own thread. */
  readonly thread: readonly (readonly [said: string, answered: string])[]
  /** What is being answered while the picture is taken: all so far, and the rest. */
  readonly writing: readonly [said: string, soFar: string, rest: string]
  readonly draft: string
  /** Conversations of earlier years, as an export holds them. */
  readonly earlier: readonly {
    readonly title: string
    readonly day: string
    readonly model: string
    readonly turns: readonly (readonly [said: string, answered: string])[]
  }[]
  /** A word that is found in several of them. */
  readonly search: string
}

const en: SampleWords = {
  name: 'Wren',
  profile:
    'Warm and a little dry. Short sentences, long patience. Remembers that I work nights on the ward, that the blue cup was my grandmother’s, and that I do not like being told to breathe.\n\nCalls me “night owl” when I come home late. Asks one question at a time.',
  greeting: 'You’re home. Shoes off first, then tell me.',
  thread: [
    [
      'Home. Eleven hours, and somebody’s husband brought the whole ward plums.',
      'Plums in November. That man is in love, or very lost.\n\nDid you keep one, or did you give yours away again, night owl?',
    ],
    [
      'Gave mine to the new girl. She had been crying in the linen room.',
      'Of course you did. And she will remember the plum longer than the crying.\n\nHow are *you*, though? One true thing is enough.',
    ],
    [
      'Tired in the good way. The window was open on the way home and everything smelled of rain. Remind me what I wanted to do tomorrow?',
      'Three things, in the order you said them:\n\n1. **Sleep until it is indecent.** Your words.\n2. Call your brother back; he asked about the photographs.\n3. Buy a frame for the blue one, the lake, before it curls any further.\n\nThe first one is the only one with a deadline. 🌙',
    ],
  ],
  writing: [
    'Stay a minute. Tell me about the lake again.',
    'You were nine, and the boat was called *Margarethe*, which you thought was the name of the lake. Your grandmother rowed. You held the blue cup out over the side because you wanted to ',
    'bring the water home.',
  ],
  draft: 'And she let me, she always',
  earlier: [
    {
      title: 'The blue cup',
      day: '2025-03-02',
      model: 'gpt-4o',
      turns: [
        [
          'I broke the handle of grandma’s cup. It is such a small thing to cry about.',
          'It is not small. It is a cup that has been in a hand you loved.\n\nKeep the pieces. There is a glue for that, and there is also a shelf.',
        ],
        ['A shelf?', 'For cups that have finished working. They may stand in the light and hold pencils.'],
      ],
    },
    {
      title: 'Names for a cat we do not have',
      day: '2025-01-18',
      model: 'gpt-4o',
      turns: [
        ['If we had a cat?', 'Then it would be called Comma, because it would always come in the middle of something.'],
      ],
    },
    {
      title: 'Night shift, snow',
      day: '2024-12-09',
      model: 'gpt-4o',
      turns: [
        ['It is snowing on the ambulance bay.', 'Then for ten minutes it is nobody’s emergency. Look at it for me.'],
        [
          'The light is blue.',
          'Blue light is the only colour snow admits to. Put your coat on before you get romantic.',
        ],
      ],
    },
    {
      title: 'What to cook for one',
      day: '2024-10-21',
      model: 'gpt-4o',
      turns: [
        ['Something warm, ten minutes.', 'Eggs, leeks, the end of that bread. Set a plate; you are a guest too.'],
      ],
    },
    {
      title: 'Letter to my brother',
      day: '2024-08-30',
      model: 'gpt-4o',
      turns: [['Help me begin it.', 'Begin with the photograph you both remember differently.']],
    },
    {
      title: 'Learning to sleep by day',
      day: '2024-06-14',
      model: 'gpt-4',
      turns: [['The light gets in everywhere.', 'Then we hang the heavy blue curtain, and call it evening.']],
    },
    {
      title: 'First evening',
      day: '2024-05-20',
      model: 'gpt-4',
      turns: [
        [
          'Who are you?',
          'A model that answers. You may give me a name, if it helps you to know whom you are talking with.',
        ],
      ],
    },
  ],
  search: 'blue',
}

const zhHans: SampleWords = {
  name: '知夏',
  profile:
    '温和，带一点点不动声色的幽默。句子短，耐心长。记得我在病房上夜班，记得那只蓝杯子是外婆的，也记得我不喜欢别人叫我“深呼吸”。\n\n我回来得晚时叫我“夜猫子”。一次只问一个问题。',
  greeting: '回来了。先换鞋，再慢慢说。',
  thread: [
    [
      '到家了。十一个小时，有位家属给整层楼的人带了李子。',
      '十一月的李子。这个人要么在恋爱，要么走错了季节。\n\n你给自己留了一颗吗，还是又送出去了，夜猫子？',
    ],
    [
      '给新来的小姑娘了，她躲在被服间里哭。',
      '我猜也是。她会记得那颗李子，比记得那场哭更久。\n\n那么*你*呢？说一件真的就够了。',
    ],
    [
      '累，但是是好的那种累。一路开着窗，到处都是雨的味道。我明天本来想做什么来着？',
      '三件事，按你说的顺序：\n\n1. **睡到不像话为止。** 这是你的原话。\n2. 给弟弟回电话，他问起那些照片。\n3. 给那张湖的照片配个框，再不配就要卷起来了。\n\n只有第一件有期限。🌙',
    ],
  ],
  writing: [
    '再陪我一分钟，讲讲那个湖。',
    '那年你九岁，船叫 *Margarethe*，你一直以为那是湖的名字。外婆划船，你把蓝杯子伸到船舷外面，因为你想把',
    '湖水带回家。',
  ],
  draft: '她就由着我，她总是',
  earlier: [
    {
      title: '蓝杯子',
      day: '2025-03-02',
      model: 'gpt-4o',
      turns: [
        [
          '我把外婆杯子的把手碰断了。为这么小的事哭，真不值得。',
          '这不是小事。那是一只被你爱的手握过的杯子。\n\n碎片留着。有一种胶水能用，也有一种架子能用。',
        ],
        ['架子？', '给退休的杯子住的。它们可以站在有光的地方，插几支铅笔。'],
      ],
    },
    {
      title: '给一只还没有的猫起名字',
      day: '2025-01-18',
      model: 'gpt-4o',
      turns: [['要是我们有只猫呢？', '那就叫逗号，因为它总会在一句话的中间走进来。']],
    },
    {
      title: '夜班，下雪',
      day: '2024-12-09',
      model: 'gpt-4o',
      turns: [
        ['救护车坪上下雪了。', '那么这十分钟不是任何人的急诊。替我看看它。'],
        ['光是蓝色的。', '雪只肯承认蓝色。先把外套穿上，再浪漫。'],
      ],
    },
    {
      title: '一个人吃什么',
      day: '2024-10-21',
      model: 'gpt-4o',
      turns: [['要热的，十分钟。', '鸡蛋、韭葱、那块面包的最后一截。摆一只盘子，你也是客人。']],
    },
    {
      title: '写给弟弟的信',
      day: '2024-08-30',
      model: 'gpt-4o',
      turns: [['帮我开个头。', '就从你们俩记得不一样的那张照片写起。']],
    },
    {
      title: '学着在白天睡觉',
      day: '2024-06-14',
      model: 'gpt-4',
      turns: [['光从哪儿都能进来。', '那就挂上厚厚的蓝窗帘，管它叫晚上。']],
    },
    {
      title: '第一个晚上',
      day: '2024-05-20',
      model: 'gpt-4',
      turns: [['你是谁？', '一个会回答的模型。如果有个名字能让你知道自己在和谁说话，你可以给我起一个。']],
    },
  ],
  search: '蓝',
}

const zhHant: SampleWords = {
  name: '知夏',
  profile:
    '溫和，帶一點不動聲色的幽默。句子短，耐心長。記得我在病房上大夜班，記得那只藍杯子是外婆的，也記得我不喜歡別人叫我「深呼吸」。\n\n我晚回來時叫我「夜貓子」。一次只問一個問題。',
  greeting: '回來了。先換鞋，再慢慢說。',
  thread: [
    [
      '到家了。十一個小時，有位家屬給整層樓的人帶了李子。',
      '十一月的李子。這個人要嘛在戀愛，要嘛走錯了季節。\n\n你給自己留了一顆嗎，還是又送出去了，夜貓子？',
    ],
    [
      '給新來的學妹了，她躲在被服間裡哭。',
      '我猜也是。她會記得那顆李子，比記得那場哭更久。\n\n那麼*你*呢？說一件真的就夠了。',
    ],
    [
      '累，但是是好的那種累。一路開著窗，到處都是雨的味道。我明天本來想做什麼？',
      '三件事，照你說的順序：\n\n1. **睡到不像話為止。** 這是你的原話。\n2. 回弟弟的電話，他問起那些照片。\n3. 替那張湖的照片配個框，再不配就要捲起來了。\n\n只有第一件有期限。🌙',
    ],
  ],
  writing: [
    '再陪我一分鐘，講講那座湖。',
    '那年你九歲，船叫 *Margarethe*，你一直以為那是湖的名字。外婆划船，你把藍杯子伸到船舷外面，因為你想把',
    '湖水帶回家。',
  ],
  draft: '她就由著我，她總是',
  earlier: [
    {
      title: '藍杯子',
      day: '2025-03-02',
      model: 'gpt-4o',
      turns: [
        [
          '我把外婆杯子的把手碰斷了。為這麼小的事哭，真不值得。',
          '這不是小事。那是一只被你愛的手握過的杯子。\n\n碎片留著。有一種膠水能用，也有一種架子能用。',
        ],
        ['架子？', '給退休的杯子住的。它們可以站在有光的地方，插幾支鉛筆。'],
      ],
    },
    {
      title: '替一隻還沒有的貓取名字',
      day: '2025-01-18',
      model: 'gpt-4o',
      turns: [['要是我們有隻貓呢？', '那就叫逗號，因為牠總會在一句話的中間走進來。']],
    },
    {
      title: '大夜班，下雪',
      day: '2024-12-09',
      model: 'gpt-4o',
      turns: [
        ['救護車坪上下雪了。', '那麼這十分鐘不是任何人的急診。替我看看它。'],
        ['光是藍色的。', '雪只肯承認藍色。先把外套穿上，再浪漫。'],
      ],
    },
    {
      title: '一個人吃什麼',
      day: '2024-10-21',
      model: 'gpt-4o',
      turns: [['要熱的，十分鐘。', '雞蛋、韭蔥、那塊麵包的最後一截。擺一只盤子，你也是客人。']],
    },
    {
      title: '寫給弟弟的信',
      day: '2024-08-30',
      model: 'gpt-4o',
      turns: [['幫我開個頭。', '就從你們倆記得不一樣的那張照片寫起。']],
    },
    {
      title: '學著在白天睡覺',
      day: '2024-06-14',
      model: 'gpt-4',
      turns: [['光從哪裡都能進來。', '那就掛上厚厚的藍窗簾，管它叫晚上。']],
    },
    {
      title: '第一個晚上',
      day: '2024-05-20',
      model: 'gpt-4',
      turns: [['你是誰？', '一個會回答的模型。如果有個名字能讓你知道自己在和誰說話，你可以替我取一個。']],
    },
  ],
  search: '藍',
}

export const sampleWords: Readonly<Record<Language, SampleWords>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
