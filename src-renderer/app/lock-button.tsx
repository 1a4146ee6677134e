import { Lock, LockOpen } from 'lucide-react'
import { Button } from 'react-aria-components'
import { lockText } from '../../src-shared/text/ja/screens-lock.ts'
import { askForPin } from '../hooks/pin-asker.ts'
import { useAction } from '../hooks/use-action.ts'
import { useQuery } from '../hooks/use-query.ts'
import { useAnnounce } from './announcer.tsx'

/** 管理者ロック at the foot of the navigation, once there is a PIN: its state, and the press that turns it round. */
export function LockButton() {
  const { value: lock } = useQuery('lock.state', {}, ['lock'])
  const action = useAction()
  const announce = useAnnounce()
  if (lock === undefined || !lock.isSet) return null
  const press = async () => {
    if (!lock.isOpen) return void (await askForPin())
    if ((await action.run('lock.close', {})) !== null) announce(lockText.closedNow)
  }
  const mark = lock.isOpen ? lockText.openMark : lockText.closedMark
  const Icon = lock.isOpen ? LockOpen : Lock
  return (
    <Button
      aria-label={lockText.markName(mark)}
      onPress={press}
      className="inline-flex min-h-6 items-center gap-1 whitespace-nowrap rounded-4 px-1 text-dns-14N-130 text-ink2 hover:text-ink hover:underline"
    >
      <Icon aria-hidden size={16} strokeWidth={2} />
      {mark}
    </Button>
  )
}
