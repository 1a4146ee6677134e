import { expect, it } from 'vitest'
import type { OfficialFinding } from '../../src-shared/domain/official-service.ts'
import { OfficialWatch } from './official-watch.ts'

const RUNNING: OfficialFinding = { service: 'running', startsItself: true, root: 'C:\\PMH', tasks: [] }

it('what cannot even be asked is unknown, and nothing ends by it', async () => {
  const news: string[] = []
  const watch = new OfficialWatch(
    () => void news.push('changed'),
    () => 'now',
  )
  watch.begin(() => Promise.reject(new Error('the part of the program that asks is gone')))
  await watch.settled()
  expect(watch.finding).toEqual({ service: 'unknown', startsItself: false, root: null, tasks: [] })
  expect([watch.foundAt, news]).toEqual(['now', ['changed']])
})

it('the same finding again keeps its age, another one does not', async () => {
  const answers: OfficialFinding[] = [RUNNING, RUNNING, { ...RUNNING, service: 'stopped' }]
  let time = 0
  const watch = new OfficialWatch(
    () => {},
    () => `${++time}`,
  )
  watch.begin(async () => answers.shift() ?? RUNNING)
  await watch.settled()
  expect(watch.foundAt).toBe('1')
  await watch.look()
  expect([watch.finding?.service, watch.foundAt]).toEqual(['running', '1'])
  await watch.look()
  expect([watch.finding?.service, watch.foundAt]).toEqual(['stopped', '2'])
})
