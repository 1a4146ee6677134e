/** Why a secret, or the key that opens it, cannot be used. Facts in brackets, without a full stop. */

/** After 「保存したトークンまたはパスワードを読み出せません。」 */
export const secretFault = {
  locked: '合言葉がまだ入力されていません',
  os: 'このパソコンのこの利用者では開けないか、保存した内容が壊れています',
  passphrase: '保存した内容が壊れているか、別の合言葉で保存されています',
  keyDamaged: '鍵ファイル用に保存した内容が壊れています',
  otherKey: '別の鍵ファイルで保存されています',
  /** There are sealed copies, but none for the way in which this program opens them. */
  sealedBy: (sealers: readonly string[]) =>
    `${sealers.map((sealer) => SEALERS[sealer] ?? sealer).join('と')}でだけ開けます`,
}

export const secretText = {
  /** One line of the command line: code, what, which folder or setting, why, what to do. */
  ofFolder: (displayName: string, folder: string, why: string) =>
    `${displayName}${displayName === folder ? '' : `・${folder}`}${why === '' ? '' : `：${why}`}`,
  closed: (names: readonly string[]) => names.join('、'),
  ofSetting: (label: string, why: string) => `設定「${label}」${why === '' ? '' : `：${why}`}`,
}

const SEALERS: Readonly<Record<string, string>> = {
  os: 'システムの暗号化',
  passphrase: '合言葉',
  key_file: '鍵ファイル',
}

export const keyFileFault = {
  link: 'リンクです',
  open: 'ほかの利用者も読み書きできます。所有者だけが読めるようにしてください（chmod 600）',
  form: '鍵ファイルの形式ではありません',
}

/** After 「移行ファイルを読み込めません。」 */
export const movingFault = {
  form: '移行ファイルの形式ではありません',
  damaged: '途中で切れたか、内容が変わっています',
  cost: '暗号化の強さが決められた範囲にありません',
  contents: 'このプログラムが知らない内容があります。新しい版を使ってください',
}
