import type { Language } from './languages.ts'
import type { FestivalId } from './model/milestone.ts'

/** What feasts are called, inside and outside of the window. */
export const festivalNames: Record<FestivalId, Record<Language, string>> = {
  'spring-festival': { en: 'Lunar New Year', 'zh-Hans': '春节', 'zh-Hant': '春節' },
  lantern: { en: 'Lantern Festival', 'zh-Hans': '元宵节', 'zh-Hant': '元宵節' },
  'dragon-boat': { en: 'Dragon Boat Festival', 'zh-Hans': '端午节', 'zh-Hant': '端午節' },
  qixi: { en: 'Qixi', 'zh-Hans': '七夕', 'zh-Hant': '七夕' },
  'mid-autumn': { en: 'Mid-Autumn Festival', 'zh-Hans': '中秋节', 'zh-Hant': '中秋節' },
  'double-ninth': { en: 'Double Ninth', 'zh-Hans': '重阳节', 'zh-Hant': '重陽節' },
  'lunar-eve': { en: "Lunar New Year's Eve", 'zh-Hans': '除夕', 'zh-Hant': '除夕' },
  '520': { en: '520', 'zh-Hans': '520', 'zh-Hant': '520' },
  'new-year': { en: "New Year's Day", 'zh-Hans': '元旦', 'zh-Hant': '元旦' },
  valentine: { en: "Valentine's Day", 'zh-Hans': '情人节', 'zh-Hant': '西洋情人節' },
  'white-day': { en: 'White Day', 'zh-Hans': '白色情人节', 'zh-Hant': '白色情人節' },
  'christmas-eve': { en: 'Christmas Eve', 'zh-Hans': '平安夜', 'zh-Hant': '平安夜' },
  christmas: { en: 'Christmas', 'zh-Hans': '圣诞节', 'zh-Hant': '聖誕節' },
}
