import { KeyRound } from 'lucide-react'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { folderFormText } from '../../../src-shared/text/ja/screens-folders.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { TextField } from '../../components/text-field.tsx'

/** Typed once; afterwards only the last four characters are known here, and it can only be replaced. */
export function TokenField(props: {
  readonly hint: string | null
  /** Null keeps the registered one. */
  readonly token: string | null
  readonly error: string | null
  readonly onChange: (token: string | null) => void
}) {
  const { hint, token, error, onChange } = props
  if (token === null) {
    return (
      <fieldset>
        <legend className="text-dns-16B-130">{folderFormText.token}</legend>
        <p className="mt-1.5 text-dns-14N-130 leading-150 text-ink2">{folderFormText.tokenHint}</p>
        <div className="mt-1.5 flex min-h-12 items-center gap-4 rounded-8 border border-line bg-sunken px-4">
          <KeyRound aria-hidden size={20} strokeWidth={2} className="shrink-0 text-ok" />
          <span className="text-dns-16N-130">{wordText.registered}</span>
          <span className="grow font-mono">{hint}</span>
          <ActionButton look="link" onPress={() => onChange('')}>
            {wordText.replace}
          </ActionButton>
        </div>
      </fieldset>
    )
  }
  return (
    <div>
      <TextField
        label={folderFormText.token}
        hint={`${folderFormText.tokenTyped}${folderFormText.tokenHint}`}
        type="password"
        code
        autoFocus={hint !== null}
        value={token}
        onChange={onChange}
        trimPaste
        error={error}
      />
      {hint !== null && (
        <div className="mt-2">
          <ActionButton look="link" size={32} onPress={() => onChange(null)}>
            {wordText.keep}
          </ActionButton>
        </div>
      )}
    </div>
  )
}
