import { describe, expect, it } from 'vitest'
import { addFolder, openSession } from '../commands/testing/open-session.ts'
import { newTransfer } from '../store/testing/opened-database.ts'
import { isNews, type Trouble, toNews } from './news.ts'

const trouble = (over: Partial<Trouble> = {}): Trouble => ({
  type: 'trouble',
  level: 'error',
  folder: null,
  transferId: null,
  code: 'R1002',
  message: 'SECRET answer of a server',
  ...over,
})

describe('news', () => {
  it('is every trouble that was not told today, and nothing else', () => {
    const about = { folder: 'a', transferId: 1 } as const
    expect(isNews(trouble())).toBe(true)
    expect(isNews(trouble({ repeated: false }))).toBe(true)
    expect(isNews(trouble({ repeated: true }))).toBe(false)
    expect(isNews({ type: 'recovered', ...about, code: 'R1002' })).toBe(false)
    expect(isNews({ type: 'notice', level: 'warning', ...about, code: 'R3010', message: '' })).toBe(false)
    expect(isNews({ type: 'accepted', ...about, serialNumber: 'S' })).toBe(false)
  })

  it('names what is concerned and the sentence of the code, and nothing that a server wrote', async () => {
    const opened = openSession()
    await opened.value('vault.choose', { kind: 'memory' })
    await addFolder(opened, { folder: 'a', displayName: '子ども' })
    const { real } = opened.session
    expect(toNews(real, [trouble()])).toEqual({
      title: '送信できません',
      body: '接続先につながりませんでした。（R1002）',
      transferId: null,
    })
    const folder = trouble({ folder: 'a', code: 'R3004', message: 'a' })
    expect(toNews(real, [folder])).toMatchObject({
      title: '送信できないフォルダがあります',
      body: expect.stringMatching(/^子ども：.+（R3004）$/),
    })
  })

  it('of a file leads to its row', () => {
    const { real } = openSession().session
    const row = real.transfers.begin(newTransfer())
    const { id, folder, fileName } = real.transfers.holdBack(
      newTransfer({ folder: 'b' }),
      'duplicate',
      'R3010',
    )
    const news = toNews(real, [trouble({ folder, transferId: id, code: 'R3010' })])
    expect(news).toMatchObject({ title: 'ファイルを保留しました', transferId: id })
    expect(news.body).toContain(`${folder}：${fileName}：`)
    expect(toNews(real, [trouble({ folder: row.folder, transferId: row.id })]).title).toBe(
      '送信に失敗しました',
    )
  })

  it('of one moment is one piece, with a few lines and the number of the others', () => {
    const { real } = openSession().session
    const troubles = ['a', 'b', 'c', 'd', 'e'].map((folder) => trouble({ folder, code: 'R3004' }))
    const { title, body, transferId } = toNews(real, troubles)
    expect([title, transferId]).toEqual(['対応が必要なことが5件あります', null])
    expect(body.split('\n')).toHaveLength(4)
    expect(body).toMatch(/\nほか2件$/)
  })

  it('is told of a journal that is closed', async () => {
    const { session } = openSession()
    await session.close()
    const { title, body } = toNews(session.real, [trouble({ folder: 'a', transferId: 5, code: 'R4001' })])
    expect([title, body]).toEqual([
      '送信できないフォルダがあります',
      expect.stringMatching(/^a：.+（R4001）$/),
    ])
  })
})
