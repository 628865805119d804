import { z } from 'zod'
import { plainName } from '../plain-name.ts'
import { Source } from './conversation.ts'
import { AssetId, CompanionId, ConversationId, ProviderId, Timestamp } from './ids.ts'
import { PromptPlan, plainPlan } from './prompt-plan.ts'
import { SelfShare } from './self.ts'

const line = z.string().max(120).overwrite(plainName)
/** As long as a part of a profile may be. */
export const longestProfileText = 100_000
const text = z.string().max(longestProfileText)
const shortText = z.string().max(20_000)

/** The parts of a profile, none of which has to be there but the name. */
const profileFields = {
  name: z.string().trim().min(1).max(120).overwrite(plainName),
  /** What they call the person, and what the person calls them. */
  callsYou: line,
  youCall: line,
  pronouns: line,
  /** What they speak, in the person's words. */
  languages: line,
  description: text,
  personality: text,
  style: text,
  scenario: text,
  /** Example dialogues as cards have them: each begins with `<START>`, and the two are `{{user}}` and `{{char}}`. */
  examples: text,
  greeting: shortText,
  /** Other ways to begin. */
  greetings: z.array(shortText).max(100),
  /** What is said to the model last, after everything else. */
  reminder: shortText,
}

/** Who the companion is, in the person's words. Profiles of before a part was known are read as if it were empty. */
export const Profile = z.object({
  ...profileFields,
  callsYou: line.default(''),
  youCall: line.default(''),
  pronouns: line.default(''),
  languages: line.default(''),
  personality: text.default(''),
  style: text.default(''),
  scenario: text.default(''),
  examples: text.default(''),
  greetings: profileFields.greetings.default([]),
  reminder: shortText.default(''),
})
export type Profile = z.infer<typeof Profile>
export type NewProfile = z.input<typeof Profile>

/** Some parts of a profile; those that are not named stay as they are. */
export const ProfileChange = z.object(profileFields).partial()
export type ProfileChange = z.infer<typeof ProfileChange>

/** A profile that says nothing yet. */
export const emptyProfile: Profile = {
  name: '',
  callsYou: '',
  youCall: '',
  pronouns: '',
  languages: '',
  description: '',
  personality: '',
  style: '',
  scenario: '',
  examples: '',
  greeting: '',
  greetings: [],
  reminder: '',
}

/** Which model speaks for a companion. */
export const ModelBinding = z.object({ providerId: ProviderId, model: z.string().min(1).max(300) })
export type ModelBinding = z.infer<typeof ModelBinding>

/** How a model is asked; null leaves it to the provider. */
export const Parameters = z.object({
  temperature: z.number().min(0).max(2).nullable(),
  topP: z.number().min(0).max(1).nullable(),
  frequencyPenalty: z.number().min(-2).max(2).nullable(),
  presencePenalty: z.number().min(-2).max(2).nullable(),
  /** Tokens of a reply at most. */
  maxTokens: z.int().min(1).max(1_000_000).nullable(),
  plan: PromptPlan.default(plainPlan),
})
export type Parameters = z.infer<typeof Parameters>

/** Those of them that a provider is told. */
export const SentParameters = Parameters.omit({ plan: true })
export type SentParameters = z.infer<typeof SentParameters>

/** Everything left to the provider. */
export const plainParameters: Parameters = {
  temperature: null,
  topP: null,
  frequencyPenalty: null,
  presencePenalty: null,
  maxTokens: null,
  plan: plainPlan,
}

/** A colour by hue in degrees and chroma; lightness is the theme's, so that every one can be read in both. */
export const Accent = z.object({ hue: z.number().min(0).max(360), chroma: z.number().min(0).max(0.4) })
export type Accent = z.infer<typeof Accent>

/** What the words stand on where there is no picture. */
export const Paper = z.enum(['plain', 'laid', 'dotted', 'squared'])
export type Paper = z.infer<typeof Paper>

/** How a companion's space looks. Without an accent they have one of the house's; a wallpaper lies over the paper. */
export const Look = z.object({ accent: Accent.nullable(), paper: Paper, wallpaperId: AssetId.nullable() })
export type Look = z.infer<typeof Look>

export const Companion = z.object({
  id: CompanionId,
  profile: Profile,
  avatarId: AssetId.nullable(),
  binding: ModelBinding.nullable(),
  /** Asked in this order, each only where the one before gave nothing. */
  fallbacks: z.array(ModelBinding),
  parameters: Parameters,
  /** Pictures of them, in the person's order. */
  gallery: z.array(AssetId),
  /** What they may know of the person. */
  knows: SelfShare,
  lifelongId: ConversationId,
  look: Look,
  archived: z.boolean(),
  createdAt: Timestamp,
})
export type Companion = z.infer<typeof Companion>

/**
 * A model that spoke for a companion somewhere, when first and last, and how often. `model` is null where the source
 * does not name it, the times where it gives none.
 */
export const Speaker = z.object({
  model: z.string().nullable(),
  source: Source,
  from: Timestamp.nullable(),
  to: Timestamp.nullable(),
  messages: z.int(),
})
export type Speaker = z.infer<typeof Speaker>
