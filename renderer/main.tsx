import './no-eval.ts'
import './zod-without-eval.ts'
import '#renderer/design/tokens.css'
import '#renderer/design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { guessLanguage, startI18n } from './i18n/i18n.ts'
import { connect } from './rpc/connect.ts'
import { createRpc, RpcProvider } from './rpc/RpcProvider.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

const rpc = createRpc(connect())
await startI18n(guessLanguage(navigator.languages))
createRoot(root).render(
  <StrictMode>
    <RpcProvider rpc={rpc}>
      <App />
    </RpcProvider>
  </StrictMode>,
)
