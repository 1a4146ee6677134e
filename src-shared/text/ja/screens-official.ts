import type { OfficialFinding, OfficialTask } from '../../domain/official-service.ts'

/** 公式バッチ beside this program: 設定 › 起動・常駐, and the last step of the migration. */

export const officialText = {
  title: '公式バッチの登録',
  look: 'もう一度調べる',
  looking: '公式バッチを調べています。',
  looked: '公式バッチを調べ直しました。',
  unsupported: '公式バッチはWindowsのプログラムです。このパソコンでは調べません。',
  clean: '公式バッチのサービスと、残っているタスクは見つかりませんでした。',
  service: 'サービス',
  services: {
    absent: '登録なし',
    stopped: '停止中',
    running: '動作中',
    unknown: '確認できません',
  } satisfies Record<OfficialFinding['service'], string>,
  startsItself: '次にパソコンを起動すると動き出します。',
  twice:
    '公式バッチと同じ場所を監視すると、同じファイルを二重に送ります。監視を始める前に、公式バッチを止めてください。',
  otherPath: '公式バッチは別の場所を監視しています。この設定の場所とは重なりません。',
  unknownSentence:
    '公式バッチのサービスを確認できませんでした。「サービス」の画面でPMH_Relayを確かめてください。',
  task: 'タスク',
  registered: '登録あり',
  tasks: {
    mail: '公式バッチのイベントをメールで送ります。残すと、通知のメールが二重に届きます。',
    reboot: 'パソコンを再起動します。この画面でも定期的な再起動を登録すると、二重に再起動します。',
  } satisfies Record<OfficialTask['kind'], string>,
  commands: '止めるコマンド',
  commandsSentence:
    '管理者として開いたコマンドプロンプトで、上から順に実行します。あとで戻せるように、削除ではなく無効にします。',
  question: {
    title: '公式バッチが動いたまま監視を始めますか',
    object: 'サービスPMH_Relayが動いています。',
    consequence: '同じ場所を監視していると、同じファイルが二重に送られ、二重に登録されるおそれがあります。',
    check: '先に公式バッチを止めてください。止めるコマンドは、設定の「起動・常駐」にあります。',
    safe: '始めない',
    act: 'このまま監視を始める',
  },
  /** The reason of monitoring.started in 操作記録. */
  startedBeside: '公式バッチが動いていることを確認したうえで開始',
} as const
