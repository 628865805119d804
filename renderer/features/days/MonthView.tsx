import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { LocalDate } from '#shared/model/milestone.ts'
import { MonthGrid } from './MonthGrid.tsx'

/** The calendar of a month; begins with the present one. */
export function MonthView() {
  const today = useQuery(useApi().milestones.today.queryOptions({ input: { companionId: null } })).data
  const [chosen, setChosen] = useState<LocalDate | null>(null)
  if (!today) return null
  return <MonthGrid today={today.date} chosen={chosen ?? today.date} onChoose={setChosen} />
}
