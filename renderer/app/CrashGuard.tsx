import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'

/** Keeps one broken screen from taking the window with it. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override readonly state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <Crashed onReopen={() => this.setState({ broken: false })} />
  }
}

function Crashed(props: { readonly onReopen: () => void }) {
  const { t } = useTranslation()
  return (
    <main>
      <EmptyState
        page
        title={t('crash.title')}
        actions={
          <Button look="primary" onClick={props.onReopen}>
            {t('crash.action')}
          </Button>
        }
      >
        {t('crash.body')}
      </EmptyState>
    </main>
  )
}
