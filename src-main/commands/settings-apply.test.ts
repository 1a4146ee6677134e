import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startSimulator } from '../simulator/simulator.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openSession } from './testing/open-session.ts'

it('a setting that is saved during an upload leaves the cycle as it is, and applies from the next one on', async () => {
  const simulator = await startSimulator({ tokens: ['SECRET-token'] })
  onTestFinished(() => simulator.close())
  const root = tempFolder()
  mkdirSync(path.join(root, 'kodomo'))
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  const changes = { PMHFilePath: root, PostRegistrationTasksBaseURL: simulator.url, StabilityWindow: '0' }
  await opened.value('settings.save', { changes })
  const folder = { folder: 'kodomo', displayName: 'こども', token: 'SECRET-token' }
  await opened.value('folders.add', { ...folder, paused: false, createDirectory: false })
  for (const name of ['a.csv', 'b.json']) writeFileSync(path.join(root, 'kodomo', name), '[]')
  simulator.behave({ kind: 'hold_body', afterBytes: 0 }, { times: 1 })
  const sent = async () => {
    await opened.until(() => opened.session.real.engine.status().state !== 'sending')
    return simulator.received.map((upload) => upload.path.replace(/^.*v1\//, ''))
  }

  await opened.value('engine.send-now', { folder: null })
  await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'held')
  await opened.value('settings.save', {
    changes: { PostRegistrationFileType: '1', PostRegistrationTasksType: '1' },
  })
  simulator.release()
  expect(await sent()).toEqual(['csv/differentialHistoryRegistrationTasks'])
  await opened.value('engine.send-now', { folder: null })
  expect(await sent()).toEqual(['csv/differentialHistoryRegistrationTasks', 'registrationTasks'])
})
