import { defineConfig } from 'i18next-cli'

export default defineConfig({
  locales: ['en', 'zh-Hans', 'zh-Hant'],
  extract: {
    input: ['renderer/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    defaultNS: 'common',
    primaryLanguage: 'en',
    // Not `*.t`, the default: of a member call it cannot tell the namespace. The compiler checks every key anyway.
    functions: ['t'],
  },
})
