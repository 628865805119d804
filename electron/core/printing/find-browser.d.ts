type Environment = Readonly<Record<string, string | undefined>>
/** Where a browser of Chromium's family may be installed, best first. */
export declare function browserCandidates(platform: NodeJS.Platform, environment: Environment): string[]
/** The first of them that is there; null where none is. */
export declare function findBrowser(platform: NodeJS.Platform, environment: Environment): string | null
/** The command line of a browser that belongs to us: nothing kept, nothing looked up, nothing fetched in the background. */
export declare function quietArguments({
  profile,
  isRoot,
}: {
  readonly profile: string
  readonly isRoot: boolean
}): string[]
export {}
