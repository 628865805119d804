import { stemmer } from 'stemmer'

// Words that people use for one thing and for its kinds: asking with one finds the others too, a little weaker.
const english = `
dog dogs puppy puppies pup pups pet pets pooch cat cats kitten kitty turtle turtles hamster rabbit bunny parrot fish
movie movies film films cinema watch watched show series documentary trilogy actor
book books read reading novel novels author series fantasy library bookshelf
song songs music band concert album singer tune playlist listen
instrument instruments guitar piano violin drums flute clarinet cello saxophone ukulele trumpet
sport sports basketball football soccer tennis baseball running swimming hiking skiing boxing surfing yoga gym workout
exercise workout gym fitness yoga running jogging training weights cardio swim
hobby hobbies interest interests pastime enjoy passion activity activities fun
outdoor outdoors hiking hike camping camp fishing kayaking climbing trail park nature forest mountain mountains lake
game games gaming videogame console tournament chess boardgame play played
child children kid kids son daughter baby toddler
mother mom mum mama parent parents
father dad papa parent parents
grandmother grandma granny grandfather grandpa grandparents
husband wife partner spouse married marriage wedding
boyfriend girlfriend partner date dating relationship
brother sister sibling siblings
friend friends buddy pal mate
job jobs work career profession occupation employed employer boss office company position fired hired banker teacher
business company startup shop store studio entrepreneur venture
school college university degree study studying student class classes course courses education
doctor hospital clinic medical health illness sick disease surgery diagnosis diagnosed
allergy allergic dairy lactose intolerant nuts
car vehicle truck drive driving bike motorcycle
house home apartment flat moved move moving rent
country countries trip trips travel traveled travelled travels visit visited vacation holiday abroad
city town place places lived hometown
food foods meal meals dish dishes cook cooking recipe recipes dinner lunch breakfast bake baking
dessert desserts cake cookies icecream pie chocolate sweet sweets
drink drinks tea coffee wine beer juice
clothes clothing dress shirt shoes outfit hat hats
paint painting paintings painted draw drawing art artwork artist sketch pottery canvas
write writing writer poem poems poetry journal story stories script screenplay
volunteer volunteering volunteered charity donate donated shelter community help
award awards prize won win trophy medal honor
gift gifts present presents gave
birthday anniversary celebrate celebrated celebration party
stress stressed anxiety anxious worry worried relax calm destress cope unwind
sad upset cry cried grief loss lost died death passed
happy glad excited thrilled joy
fear afraid scared phobia
religion religious church faith god spiritual
goal goals plan plans dream dreams aspire future
ethnicity race heritage roots
favorite favourite favorites fave faves love loves loved best
recommend recommended recommendation suggest suggested suggestion advice advise tips
like likes enjoy enjoys love loves fond
dislike hate hates avoid
buy bought purchase purchased shopping
begin began start started
picture pictures photo photos photograph photography
flower flowers plant plants garden gardening
accident injury injured hurt injuries
money financial finance budget loan debt save salary
beach ocean sea coast
`
const chinese = `
电影 影片 片子 科幻片 文艺片 喜剧片 动作片
书 小说 读物 书籍 阅读 看书 读书
音乐 歌 歌曲 乐队 演唱会 歌手 摇滚 民谣
运动 健身 跑步 瑜伽 游泳 打球 篮球 足球 锻炼 骑行
旅游 旅行 景点 出游 度假 玩
菜 菜系 美食 料理 吃 餐厅 川菜 做饭 烹饪
推荐 建议 介绍 不妨 可以试试
爱好 兴趣 喜欢 热爱
工作 上班 公司 同事 老板 职业 加班
学习 考试 学校 老师 课程
压力 焦虑 放松 舒缓 缓解 减压 紧张
难过 伤心 沮丧 烦恼 麻烦 困扰 不开心 心情不好 失恋
开心 高兴 快乐 惊喜 兴奋
朋友 同学 闺蜜
爸爸 父亲 妈妈 母亲 父母 家人
礼物 送 生日
宠物 狗 猫 小狗 小猫
拍照 摄影 照片 拍摄
博物馆 展览 展品 美术馆 画展
画家 画 绘画 画画
游戏 玩游戏
乐器 钢琴 吉他 小提琴
生病 医院 医生 感冒 身体
睡 睡眠 失眠 睡觉 睡不着
`
const groupsOf = (text: string, key: (word: string) => string): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>()
  for (const line of text.trim().split('\n')) {
    const keys = line.split(' ').map(key)
    for (const one of keys) groups.set(one, [...(groups.get(one) ?? []), ...keys])
  }
  return groups
}

const words = groupsOf(english, stemmer)
// As the index has them: a space between every two characters.
const runs = groupsOf(chinese, (word) => Array.from(word).join(' '))

/** What means something near to a stem or to characters in a row, in the same writing. */
export function relatedTo(kind: 'word' | 'run', text: string): readonly string[] {
  return (kind === 'word' ? words : runs).get(text) ?? []
}
