import { Copy } from 'lucide-react'
import type { ShownCommand } from '../../src-shared/domain/background.ts'
import { backgroundText } from '../../src-shared/text/ja/screens-background.ts'
import { useCopy } from '../hooks/use-copy.ts'
import { IconButton } from './icon-button.tsx'

/** Commands that staff type themselves, each with a button that copies it. */
export function CommandLines(props: { readonly label: string; readonly commands: readonly ShownCommand[] }) {
  const copy = useCopy()
  return (
    <ul aria-label={props.label} className="space-y-2">
      {props.commands.map(({ line }) => (
        <li
          key={line}
          className="flex items-center gap-2 rounded-8 border border-line bg-sunken py-1 pr-1 pl-3"
        >
          <code className="text-code min-w-0 grow break-all leading-150">{line}</code>
          <IconButton icon={Copy} name={backgroundText.copyName(line)} onPress={() => copy(line)} />
        </li>
      ))}
    </ul>
  )
}
