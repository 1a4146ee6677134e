import { describe, expect, it } from 'vitest'
import { isThrough } from '../../src-shared/domain/diagnosis.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { diagnosisFact, diagnosisLines } from '../../src-shared/text/ja/diagnosis.ts'
import { diagnosed, diagnosedWith, endOf, folderWith, inputOf, SECRET, TOKEN } from './testing/diagnosed.ts'
import { quietPmh, quietTarget } from './testing/quiet-target.ts'

const NEVER_WITHOUT_PROXY = ['name omitted', 'proxy omitted', 'proxy_authentication omitted', 'tls omitted']

describe('a diagnosis', () => {
  it('says in order what it found, of the settings, the account and the way', async () => {
    const pmh = await quietPmh()
    const steps = await diagnosed({ PostRegistrationTasksBaseURL: `http://localhost:${pmh.port}` })
    expect(isThrough(steps)).toBe(true)
    expect(steps.map(({ name }) => name)).toEqual([
      'settings',
      'account',
      'store',
      'name',
      'tcp',
      'proxy',
      'proxy_authentication',
      'tls',
      'http',
      'token',
    ])
    const facts = Object.fromEntries(steps.map(({ name, fact }) => [name, fact]))
    expect(facts).toMatchObject({
      account: diagnosisFact.account('hanako@pc-1'),
      store: diagnosisFact.store(true, []),
      name: expect.stringMatching(/^localhost → .*127\.0\.0\.1/),
      tcp: diagnosisFact.connected('localhost', pmh.port, false),
      http: diagnosisFact.answered(401),
      token: diagnosisFact.tokenTaken,
    })
    expect(facts.settings).toContain(`http://localhost:${pmh.port}/medicalSubsidy/api/v1/csv/`)
    for (const step of steps) expect(step.fact).toMatch(/[ぁ-ん→]/)
  })

  it.each([
    ['R4005', 'PMHFilePath'],
    ['R5002', 'ProxyPort'],
    ['R6003', 'ProxyPassword'],
  ] as const)('ends at settings that cannot be used: %s', async (code, detail) => {
    const input = { ...inputOf({}), configuration: () => refuse(code, detail) }
    const steps = await diagnosedWith(input)
    expect(steps[0]).toMatchObject({ name: 'settings', result: 'failed', code, fact: detail })
    expect(steps.slice(1).map(({ name, result }) => [name, result])).toEqual(
      ['account', 'store', 'name', 'tcp', 'proxy', 'proxy_authentication', 'tls', 'http', 'token'].map(
        (name) => [name, 'not_reached'],
      ),
    )
  })
})

function refuse(code: 'R4005' | 'R5002' | 'R6003', detail: string): never {
  throw new RelayError(code, detail)
}

describe('the tokens', () => {
  const tokenSteps = async (...[raw, options]: Parameters<typeof diagnosed>) =>
    (await diagnosed(raw, options)).filter(({ name }) => name === 'token')

  it('are tried one by one; a wrong one leaves the others to be tried', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN, `${SECRET}-2`] })
    const folders = [
      folderWith('kodomo', TOKEN),
      folderWith('wrong', `${SECRET}-wrong`),
      folderWith('none', null),
      folderWith('paused', `${SECRET}-wrong`, true),
      {
        folder: 'sealed',
        paused: false,
        token: () => {
          throw new RelayError('R6003', 'token')
        },
      },
      folderWith('hitorioya', `${SECRET}-2`),
    ]
    const steps = await tokenSteps({ PostRegistrationTasksBaseURL: pmh.url }, { folders })
    expect(steps.map(({ subject, result, code }) => [subject, result, code])).toEqual([
      ['kodomo', 'ok', null],
      ['wrong', 'failed', 'E4010003'],
      ['none', 'failed', 'R3009'],
      ['sealed', 'failed', 'R6003'],
      ['hitorioya', 'ok', null],
    ])
    expect(isThrough(steps)).toBe(false)
  })

  it('are named by the 表示名 of their folders, and by the folder where two are alike', async () => {
    const pmh = await quietPmh()
    const folders = ['a', 'b', 'c', 'd'].map((folder) => folderWith(folder, TOKEN))
    const names = new Map([
      ['a', 'こども医療費'],
      ['b', 'ひとり親'],
      ['c', 'こども医療費'],
    ])
    const steps = await tokenSteps({ PostRegistrationTasksBaseURL: pmh.url }, { folders, names })
    expect(steps.map(({ subject }) => subject)).toEqual([
      'こども医療費／a',
      'ひとり親',
      'こども医療費／c',
      'd',
    ])
  })

  it.each<[string, ReturnType<typeof folderWith>[]]>([
    ['no folder', []],
    ['paused folders alone', [folderWith('a', TOKEN, true)]],
  ])('are left out with %s', async (_, folders) => {
    const pmh = await quietPmh()
    const steps = await tokenSteps({ PostRegistrationTasksBaseURL: pmh.url }, { folders })
    expect(steps).toMatchObject([
      { subject: '', result: 'omitted', fact: diagnosisFact.noFolder, code: null },
    ])
  })

  it.each([200, 403, 404, 405, 500])(
    'cannot be known from a server that says %i to everything',
    async (status) => {
      const url = await quietTarget((_, response) => response.writeHead(status).end('a page'))
      const steps = await diagnosed({ PostRegistrationTasksBaseURL: url })
      expect(endOf(steps)).toEqual([...NEVER_WITHOUT_PROXY, 'token omitted'])
    },
  )

  it('are not repeated when a server repeats them', async () => {
    const url = await quietTarget(({ headers }, response) => {
      const token = headers.authorization?.split(' ')[1]
      response.writeHead(401).end(JSON.stringify({ errorCode: token ?? 'none', message: token }))
    })
    const [step] = await tokenSteps({ PostRegistrationTasksBaseURL: url })
    expect(step).toMatchObject({
      result: 'failed',
      code: 'HTTP401',
      fact: diagnosisFact.tokenRefused('HTTP401'),
    })
  })

  it('of a hostile 表示名 are still one visible line', async () => {
    const pmh = await quietPmh()
    const names = new Map([['kodomo', `医療\n✓ 偽の行\u202e\u0085\u2028${'長'.repeat(10_000)}`]])
    const [step] = await tokenSteps({ PostRegistrationTasksBaseURL: pmh.url }, { names })
    if (step === undefined) throw new Error('no step')
    expect(diagnosisLines(step)).toHaveLength(1)
    expect(diagnosisLines(step)[0]).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
    expect(diagnosisLines(step)[0]?.length).toBeLessThan(1000)
  })
})
