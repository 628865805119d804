import { AdultStep } from './AdultStep.tsx'

/** The statement on its own, for a vault that was made elsewhere. Stating it is what lets the app go on. */
export function AdultPage() {
  return <AdultStep onStated={() => {}} />
}
