import type { RevisionContent } from '#shared/contract/revisions.ts'

/** The texts that a state is made of, each under the name of its part; a part that is the whole has none. */
export type ContentField = {
  readonly key:
    | 'whole'
    | 'name'
    | 'pronouns'
    | 'callsYou'
    | 'youCall'
    | 'languages'
    | 'description'
    | 'personality'
    | 'style'
    | 'scenario'
    | 'examples'
    | 'greeting'
    | 'greetings'
    | 'reminder'
    | 'about'
  readonly text: string
}

export function fieldsOf(content: RevisionContent): readonly ContentField[] {
  switch (content.subject) {
    case 'letter':
      return [{ key: 'whole', text: content.text }]
    case 'digest':
      return [{ key: 'whole', text: content.digest.text }]
    case 'self': {
      const { name, pronouns, about } = content.self
      return [
        { key: 'name', text: name },
        { key: 'pronouns', text: pronouns },
        { key: 'about', text: about },
      ]
    }
    case 'profile': {
      const { greetings, ...texts } = content.profile
      const keys = [
        'name',
        'pronouns',
        'callsYou',
        'youCall',
        'languages',
        'description',
        'personality',
        'style',
        'scenario',
        'examples',
        'greeting',
        'reminder',
      ] as const
      return [...keys.map((key) => ({ key, text: texts[key] })), { key: 'greetings', text: greetings.join('\n\n') }]
    }
  }
}
