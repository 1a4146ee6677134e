/** はじめに */

export const startText = {
  lead: 'どの方法で始めますか',
  sentence: 'どれを選んでも、最後に内容を確認するまで送信は始まりません。あとから選び直せます。',
  needs: '用意するもの',
  /** What becomes of secrets, by the way in which they are kept. */
  notes: {
    stored: 'トークンとパスワードは、このパソコンの中で暗号化して保存します。画面やログには表示しません。',
    memory:
      'トークンとパスワードは保存しません。次に起動したときに、入力し直します。画面やログには表示しません。',
  },
  cards: {
    migration: {
      title: '公式バッチから移行',
      badge: 'いまお使いの方',
      sentence: '「API連携バッチ」の設定とトークンを引き継ぎます。',
      needs: ['PMH_Relay.exe.config', 'サービス登録時の引数（トークン）'],
      time: '約5分',
      action: '公式バッチから移行',
    },
    fresh: {
      title: '新しく設定',
      sentence: '接続先、フォルダ、トークンを、順番に画面で入力します。',
      needs: ['PMHの接続先（URL）', '制度ごとの認証トークン', 'プロキシの情報（使う場合）'],
      time: '約15分',
      action: '新しく設定',
    },
    practice: {
      title: '練習モードで試す',
      sentence: '見本のファイルと模擬のPMHで、送信を練習します。本番の設定には触れません。',
      needs: ['用意するものはありません'],
      time: '約10分',
      action: '練習モードで試す',
    },
  },
} as const

/** Where secrets are kept, on machines whose system offers no encryption. */
export const vaultText = {
  title: 'トークンとパスワードの守り方を選んでください',
  sentence:
    'このパソコンでは、システムの暗号化機能を使えません。選ぶまで、トークンとパスワードは登録できません。',
  passphraseTitle: '合言葉で保護する',
  passphraseSentence: '合言葉で暗号化して保存します。起動のたびに合言葉を入力します。',
  passphrase: '合言葉',
  passphraseHint: '12文字以上。忘れると、トークンの登録をやり直すことになります。',
  again: '合言葉（もう一度）',
  tooShort: (n: number) => `合言葉は12文字以上で入力してください（いまは${n}文字）。`,
  different: '2つの合言葉が一致しません。もう一度入力してください。',
  usePassphrase: '合言葉で保護する',
  memoryTitle: '今回の起動中だけ使う',
  memorySentence: '保存しません。次に起動したときは、トークンとパスワードを入力し直します。',
  useMemory: '今回の起動中だけ使う',
  chosenPassphrase: '合言葉で保護しました。',
  chosenMemory: '今回の起動中だけ使います。',
  unlockTitle: '合言葉を入力してください',
  unlockSentence: '保存したトークンとパスワードを開きます。開くまで、送信は始まりません。',
  unlock: '開く',
  later: 'あとで',
  empty: '合言葉を入力してください。',
  lockedTitle: 'トークンとパスワードは、合言葉で保護されています',
  lockedSentence: '開くまで、送信と登録はできません。',
  enter: '合言葉を入力する',
} as const
