import { createContext, use } from 'react'

/** What rendered words need from the outside: the words of the interface, and the one way to follow a link. */
export type MarkdownEnvironment = {
  /** Called with an http, https or mailto address when the person follows a link; nothing opens by itself. */
  readonly openLink: (url: string) => void
  readonly copy: (text: string) => void
  readonly labels: {
    readonly copyCode: string
    /** Names a block of code, by its language where it says one. */
    readonly code: (language: string) => string
    readonly table: string
    /** Says of an item of a list of tasks whether it is done. */
    readonly task: (done: boolean) => string
    readonly copyLink: string
    /** Names a picture that is not fetched, by the host it would come from. */
    readonly remotePicture: (host: string) => string
  }
}

const Context = createContext<MarkdownEnvironment | null>(null)

/** Gives rendered Markdown its environment. */
export const MarkdownProvider = Context

/** The environment of the nearest provider. */
export function useMarkdownEnvironment(): MarkdownEnvironment {
  const environment = use(Context)
  if (!environment) throw new Error('Markdown needs a MarkdownProvider')
  return environment
}

const Growing = createContext(false)

/** Says of a block whether it is still being written. */
export const GrowingProvider = Growing

/** Whether the block around is still being written. */
export function useGrowing(): boolean {
  return use(Growing)
}
