import { stemmer } from 'stemmer'

/**
 * Asking with the name of a kind finds what belongs to it, and the other way round, a little weaker. A line is a kind of
 * everyday life with what people name first when they are asked for it (category norms: Battig and Montague 1969, Van
 * Overschelde, Rawson and Dunlosky 2004) and what one does with it, or words that any thesaurus gives for one another.
 * Stems are compared, so one form of each is enough. No line is there for what one person happens to speak of.
 */
const english = `
pet pets dog puppy pup cat kitten rabbit hamster bird parrot fish turtle snake
animal animals dog cat horse cow pig sheep bird fish lion tiger bear elephant
movie movies film cinema actor actress director comedy drama thriller watch
television tv show series episode documentary watch
book books read novel story author writer library magazine newspaper
music song songs band concert album singer melody listen sing sang
instrument instruments guitar piano violin drum flute clarinet cello trumpet saxophone play
sport sports football basketball soccer baseball tennis hockey golf volleyball swimming running skiing team play
exercise workout gym fitness training running jogging swimming cycling yoga weights
hobby hobbies pastime interest interests activity activities fun
outdoors outdoor nature hiking hike camping camp fishing climbing park forest mountain trail
game games chess cards puzzle video play
child children kid kids son daughter baby
parent parents mother mom mum father dad
grandparent grandparents grandmother grandma grandfather grandpa
relative relatives family aunt uncle cousin niece nephew
sibling siblings brother sister
partner husband wife spouse marriage married wedding
relationship boyfriend girlfriend partner dating date single
friend friends buddy mate pal
job jobs work career profession occupation employer employee boss office company
hired fired quit promoted promotion resigned retired
business company shop store customer
doctor nurse teacher lawyer engineer police firefighter banker
school college university study student class course degree education exam learn teach
science mathematics biology chemistry physics psychology history
doctor hospital clinic medicine health ill sick disease surgery
disease illness cancer flu cold diabetes
injury injured hurt wound accident broken
allergy allergic
car vehicle truck bus bicycle bike motorcycle drive drove ride rode
house home apartment flat moved live rent
furniture chair table sofa couch bed desk lamp
country countries nation abroad foreign
trip travel journey vacation holiday visit tour tourist hotel flight fly flew
city town village place neighborhood
mountain river lake ocean sea beach valley desert island
food meal dish recipe cook bake breakfast lunch dinner eat ate
dessert cake pie cookie chocolate pudding sweets
fruit apple orange banana pear grape strawberry
vegetable vegetables carrot lettuce tomato potato onion
drink drank coffee tea juice beer wine water
clothes clothing shirt pants dress shoes jacket hat wear wore
color colour red blue green yellow purple orange pink
art paint draw drew sculpture sketch artist gallery museum
write writing wrote poem poetry essay journal diary letter
volunteer charity donate help
prize award medal trophy win won
gift gifts present gave
birthday anniversary celebrate celebration party
stress stressed anxiety anxious worry pressure
relax calm rest unwind
sad unhappy upset cry grief
death died dead lost funeral
happy glad joy excited delighted
angry mad annoyed furious
fear afraid scared frightened
religion religious church faith god prayer
goal goals aim plan plans dream dreams hope
favorite favourite best preferred
recommend suggest suggestion advice advise
like love enjoy fond
dislike hate
buy bought purchase shopping
begin began begun start
end finish stop quit
picture photo photograph image camera
flower flowers rose tulip daisy plant garden
money pay salary budget debt loan savings financial
weather rain snow storm wind sun
phone call message text
dance dancing ballet tango salsa waltz dancer
toy toys doll ball blocks teddy
tree trees oak maple pine birch
bird birds robin eagle crow sparrow parrot
insect insects ant bee fly mosquito spider butterfly
body head arm leg hand foot knee ankle back shoulder
room kitchen bathroom bedroom garage basement
crime murder theft robbery stolen
language languages english spanish french german chinese
meat beef chicken pork steak turkey
jewelry necklace ring bracelet earrings diamond gold
`

/** The same kinds, as they are spoken of in Chinese. */
const chinese = `
宠物 狗 小狗 猫 小猫 兔子 仓鼠 鸟 鱼
动物 狗 猫 马 牛 羊 鸟 老虎 大象
电影 影片 片子 影院 演员 导演 喜剧 动画 看电影
电视 电视剧 节目 综艺 纪录片
书 书籍 小说 读物 看书 读书 阅读 作者
音乐 歌 歌曲 歌手 乐队 演唱会 专辑 听歌 唱歌
乐器 钢琴 吉他 小提琴 笛子 古筝 二胡
运动 锻炼 健身 跑步 游泳 瑜伽 骑车 爬山
球 篮球 足球 羽毛球 乒乓球 网球 排球
爱好 兴趣 喜欢 热爱
游戏 下棋 打牌 玩
孩子 小孩 儿子 女儿 宝宝
父母 爸爸 父亲 妈妈 母亲 家人
爷爷 奶奶 外公 外婆 姥姥 姥爷
兄弟 姐妹 哥哥 姐姐 弟弟 妹妹
爱人 丈夫 老公 妻子 老婆 结婚 婚礼
恋爱 对象 男朋友 女朋友 男友 女友 分手 失恋
朋友 闺蜜 同学 好友
工作 上班 职业 公司 单位 同事 老板 加班
辞职 离职 升职 跳槽 退休
学习 学校 大学 老师 课程 考试 专业
生病 医院 医生 看病 吃药 感冒 发烧 手术
受伤 摔伤 骨折 事故
过敏
车 汽车 开车 自行车 摩托车
家 房子 公寓 搬家 租房
旅行 旅游 出游 度假 景点
城市 家乡 老家 地方
吃 美食 菜 做饭 烹饪 餐厅 早饭 午饭 晚饭
甜点 蛋糕 巧克力 点心
水果 苹果 香蕉 橙子 葡萄 草莓 西瓜
喝 茶 咖啡 果汁 啤酒 酒
衣服 裙子 裤子 鞋 外套 帽子
颜色 红色 蓝色 绿色 黄色 紫色 粉色
画 绘画 画画 画家 画展 美术馆
博物馆 展览
写 日记 诗 文章
奖 奖品 比赛 得奖 冠军
礼物 送 生日
生日 纪念日 庆祝 聚会
压力 焦虑 紧张 担心
放松 休息 减压 缓解
难过 伤心 沮丧 不开心 烦恼 哭
去世 过世 离开
开心 高兴 快乐 兴奋
生气 愤怒 吵架
害怕 恐惧 怕
睡觉 睡眠 失眠 睡不着
目标 计划 打算 梦想 愿望
推荐 建议
买 购物 花钱
钱 工资 存款 贷款
拍照 照片 摄影 相机
花 植物 花园 种花
天气 下雨 下雪 刮风 晴天
跳舞 舞蹈 芭蕾 街舞
玩具 娃娃 积木
语言 英语 日语 法语 外语
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
