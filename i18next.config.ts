import { defineConfig } from 'i18next-cli'

export default defineConfig({
  locales: ['en', 'zh-Hans', 'zh-Hant'],
  extract: {
    input: ['renderer/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    defaultNS: 'common',
    primaryLanguage: 'en',
  },
})
