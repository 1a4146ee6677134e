import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { auditActionText, auditCodes, auditView } from './screens-audit.ts'

/** Codes that the sources write; `transfer.${decision}` is spelled out in the table below. */
function writtenCodes(): string[] {
  const files = globSync('src-main/**/*.ts', { exclude: (name) => name.endsWith('.test.ts') })
  const codes = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\baction: '([a-z_.-]+\.[a-z_]+)'/g)].map(
      ([, code = '']) => code,
    ),
  )
  return [...new Set(codes)].toSorted()
}

const view = (action: string, subject: string, before: string | null, after: string | null) => {
  const { action: word, ...rest } = auditView({ action, subject, before, after })
  return [word, rest.subject, rest.key, rest.before, rest.after]
}

describe('the words of 操作記録', () => {
  it('are there for every action that is written', () => {
    const codes = writtenCodes()
    expect(codes).toContain('setting.changed')
    expect(codes.filter((code) => !Object.hasOwn(auditActionText, code))).toEqual([])
  })

  const folder = (part: object = {}) =>
    JSON.stringify({ folder: 'kodomo', displayName: 'こども', paused: false, ...part })

  it.each<[Parameters<typeof view>, (string | null)[]]>([
    [
      ['setting.changed', 'ProxyPort', null, '3128'],
      ['設定の変更', 'プロキシのポート', 'ProxyPort', '未設定', '3128'],
    ],
    [
      ['setting.changed', 'PostRegistrationTasksType', '1', null],
      ['設定の変更', '連携方式', 'PostRegistrationTasksType', '全件連携', '差分連携'],
    ],
    [
      ['setting.changed', 'ProxyPassword', null, 'changed'],
      ['設定の変更', 'プロキシのパスワード', 'ProxyPassword', null, '変更あり（内容は記録しません）'],
    ],
    [
      ['setting.changed', 'OfTomorrow', 'a', 'b'],
      ['設定の変更', 'OfTomorrow', null, 'a', 'b'],
    ],
    [
      ['settings.imported', 'PMH_Relay.exe.config', null, 'settings=5 folders=2'],
      ['公式バッチの設定の取り込み', 'PMH_Relay.exe.config', null, null, '設定5件、制度フォルダ2件'],
    ],
    [
      ['settings.exported', '/tmp/a.config', null, 'config+secrets'],
      ['設定の書き出し', '/tmp/a.config', null, null, '設定ファイル（パスワードを含む）'],
    ],
    [
      ['folder.token_changed', 'kodomo', null, 'changed'],
      ['トークンの入れ替え', 'kodomo', null, null, '変更あり（内容は記録しません）'],
    ],
    [
      ['folder.added', 'kodomo', null, folder()],
      ['制度フォルダの追加', 'こども', null, 'なし', 'kodomo'],
    ],
    [
      ['folder.removed', 'kodomo', folder({ paused: true }), null],
      ['制度フォルダの削除', 'こども', null, 'kodomo（停止中）', 'なし'],
    ],
    [
      ['folder.changed', 'kodomo', folder(), folder({ paused: true })],
      ['制度フォルダの変更', 'こども', null, 'kodomo', 'kodomo（停止中）'],
    ],
    [
      ['folder.changed', 'ikusei', folder(), folder({ folder: 'ikusei' })],
      ['制度フォルダの変更', 'こども', null, 'kodomo', 'ikusei'],
    ],
    [
      ['folder.changed', 'kodomo', folder(), folder({ displayName: '子ども' })],
      ['制度フォルダの変更', '子ども', null, 'こども（kodomo）', '子ども（kodomo）'],
    ],
    [
      ['folder.changed', 'kodomo', folder(), folder({ preflight: 'block' })],
      [
        ...['制度フォルダの変更', 'こども', null],
        'kodomo（送信前の点検：設定に従う）',
        'kodomo（送信前の点検：止める）',
      ],
    ],
    [
      ['folder.changed', 'kodomo', folder(), 'no json'],
      ['制度フォルダの変更', 'kodomo', null, folder(), 'no json'],
    ],
    [
      ['folder.added', 'kodomo', null, 'no json'],
      ['制度フォルダの追加', 'kodomo', null, null, 'no json'],
    ],
    [
      ['transfer.treated_as_sent', '12 kodomo/a b.csv', 'unknown', 'S001'],
      [
        '送信済みとして処理',
        'kodomo/a b.csv（12番）',
        null,
        '結果不明',
        '送信済みとして処理（処理通番 S001）',
      ],
    ],
    [
      ['transfer.resend', 'odd', 'odd', null],
      ['再送', 'odd', null, 'odd', '再送'],
    ],
    [
      ['retention.deleted', '/r/PROCEED/a.csv', '{"uploadDate":"2026-04-01","sha256":"ab"}', null],
      ['退避ファイルの削除', '/r/PROCEED/a.csv', null, '送信日 2026-04-01、SHA-256 ab', null],
    ],
    [
      ['vault.chosen', 'memory', null, null],
      ['トークンの守り方の選択', '今回の起動中だけ使う', null, null, null],
    ],
    [
      ['history.exported', '/a.csv', null, 'rows=8210'],
      ['送信履歴のCSV出力', '/a.csv', null, null, '8,210件'],
    ],
    [
      ['of.tomorrow', 'x', null, null],
      ['of.tomorrow', 'x', null, null, null],
    ],
  ])('show %j', (row, shown) => expect(view(...row)).toEqual(shown))

  it('find the codes behind what staff read', () => {
    expect(auditCodes('ポート')).toEqual({ actions: [], subjects: ['ProxyPort', 'MailPort'] })
    expect(auditCodes('プロキシのポ')).toEqual({ actions: [], subjects: ['ProxyPort'] })
    expect(auditCodes('再送')).toEqual({ actions: ['transfer.resend'], subjects: [] })
    expect(auditCodes('')).toEqual({ actions: [], subjects: [] })
  })
})
