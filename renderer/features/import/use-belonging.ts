import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportTarget, NameTarget } from '#shared/contract/imports.ts'
import type { Companion } from '#shared/model/companion.ts'
import { messengers } from '#shared/model/conversation.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Preview } from '#shared/model/import-run.ts'
import { partnersIn } from './partners-in.ts'

/** Choices beside the companions that there are. */
export const someoneNew = 'new'
export const nobody = 'nobody'
export const eachTheirOwn = 'each'

/** People talk in messengers with more people than they would ever want as companions. */
const mostPeople = 12

/** Whose an import is going to be, as far as it is known and as the person says. */
export function useBelonging(preview: Preview | null, own: ReadonlySet<string>, companionId: CompanionId | null) {
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data
  const providers = useQuery(api.providers.list.queryOptions()).data
  const [chosen, setChosen] = useState(companionId === null ? null : String(companionId))
  const [typed, setName] = useState<string | null>(null)
  const [others, setOthers] = useState<string | null>(null)
  const [said, setSaid] = useState<ReadonlyMap<string, string>>(new Map())

  // Our own document knows whose everything is.
  const isOurs = preview?.format === 'keepsake'
  const { partners, rest } = partnersIn(isOurs ? [] : (preview?.partners ?? []), own)
  const [only] = partners.length === 1 && rest.conversations === 0 ? partners : []
  const isParted = partners.length > 0 && only === undefined
  const called = (name: string) =>
    companions?.find(({ archived, profile }) => !archived && profile.name.trim() === name)

  // Most people have one companion, and it is theirs that comes home; years of somebody never belong to the demo.
  const demo = providers?.find(({ preset }) => preset === 'demo')
  const first = companions?.find(
    ({ archived, binding }) => !archived && (demo === undefined || binding?.providerId !== demo.id),
  )
  const most = isOurs ? nobody : String(first?.id ?? someoneNew)
  const isCrowd = partners.length > mostPeople && (preview?.files ?? []).every(isFromMessenger)
  const expected = isParted && !isCrowd ? eachTheirOwn : only ? String(called(only.name)?.id ?? someoneNew) : most
  const who = chosen ?? (companions && providers ? expected : null)
  const name = typed ?? only?.name ?? ''
  const rests = others ?? String(first?.id ?? nobody)
  const choiceFor = (partner: string) => said.get(partner) ?? String(called(partner)?.id ?? someoneNew)

  function answer(): { target: ImportTarget; each: NameTarget[] } | null {
    if (who !== eachTheirOwn) {
      const target = targetOf(who, name, companions)
      return target && { target, each: [] }
    }
    const target = rest.conversations === 0 ? ({ kind: 'nobody' } as const) : targetOf(rests, '', companions)
    const each = partners.flatMap((partner) => {
      const theirs = targetOf(choiceFor(partner.name), partner.name, companions)
      return theirs ? [{ name: partner.name, target: theirs }] : []
    })
    return target && { target, each }
  }

  return {
    companions: companions ?? [],
    isOurs,
    isParted,
    who,
    setWho: setChosen,
    name,
    setName,
    partners,
    choiceFor,
    choose: (partner: string, choice: string) => setSaid(new Map(said).set(partner, choice)),
    rest,
    rests,
    setRests: setOthers,
    answer: answer(),
  }
}

export type Belonging = ReturnType<typeof useBelonging>

function isFromMessenger({ format }: Preview['files'][number]): boolean {
  return format === null || messengers.has(format)
}

function targetOf(who: string | null, name: string, companions: readonly Companion[] = []): ImportTarget | null {
  if (who === nobody) return { kind: 'nobody' }
  if (who === someoneNew) return name.trim() === '' ? null : { kind: 'new', name: name.trim().slice(0, 120) }
  const companion = companions.find(({ id }) => String(id) === who)
  return companion ? { kind: 'companion', companionId: companion.id } : null
}
