import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import styles from './Toasts.module.css'

/** Something happened that can be taken back, or that finished elsewhere. Failures are states on the page, not toasts. */
export type ToastMessage = {
  readonly title: string
  readonly description?: string
  readonly action?: ToastAction
  /** A second thing to do with it, which stands before the other. */
  readonly before?: ToastAction
}

type ToastAction = { readonly label: string; readonly onSelect: () => void }
type ToastData = { readonly before: ToastAction | undefined }

/** Says a short thing in the corner; returns nothing to wait for. */
export function useToast(): (message: ToastMessage) => void {
  const manager = Toast.useToastManager<ToastData>()
  return ({ title, description, action, before }) => {
    const id = manager.add({
      title,
      description,
      timeout: action ? 10_000 : 5_000,
      data: { before },
      ...(action
        ? {
            actionProps: {
              children: action.label,
              onClick: () => {
                manager.close(id)
                action.onSelect()
              },
            },
          }
        : {}),
    })
  }
}

/** Holds the corner where toasts appear. */
export function ToastProvider(props: {
  readonly label: string
  readonly closeName: string
  readonly children: ReactNode
}) {
  return (
    <Toast.Provider limit={3}>
      {props.children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']} aria-label={props.label}>
          <ToastList closeName={props.closeName} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList(props: { readonly closeName: string }) {
  const { toasts, close } = Toast.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']} swipeDirection={[]}>
      <Toast.Content className={styles['content']}>
        <div className={styles['words']}>
          <Toast.Title className={styles['title']} />
          <Toast.Description className={styles['description']} />
        </div>
        {toast.data?.before && (
          <button
            type="button"
            className={styles['action']}
            onClick={() => {
              close(toast.id)
              toast.data?.before?.onSelect()
            }}
          >
            {toast.data.before.label}
          </button>
        )}
        <Toast.Action className={styles['action']} />
        <Toast.Close render={<IconButton size="small" name={props.closeName} icon={<X />} />} />
      </Toast.Content>
    </Toast.Root>
  ))
}
