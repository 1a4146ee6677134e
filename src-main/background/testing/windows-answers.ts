/**
 * What sc.exe and schtasks.exe print, in the formats of Microsoft's documentation (Windows Commands: `sc query`,
 * `sc qc`, `schtasks /query /fo csv /v`) and with the labels of a Japanese Windows.
 */

export const RUNNING_ENGLISH = `
SERVICE_NAME: PMH_Relay
        TYPE               : 10  WIN32_OWN_PROCESS
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
`

export const RUNNING_JAPANESE = `
SERVICE_NAME: PMH_Relay
        種類               : 10  WIN32_OWN_PROCESS
        状態               : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_終了コード   : 0  (0x0)
        サービス終了コード : 0  (0x0)
        チェックポイント   : 0x0
        待機ヒント         : 0x0
`

export const STOPPED_ENGLISH = RUNNING_ENGLISH.replace('4  RUNNING', '1  STOPPED').replace(
  '(STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)',
  '(NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)',
)

export const ABSENT_ENGLISH = `[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

`

export const ABSENT_JAPANESE = `[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

指定されたサービスはインストールされたサービスとして存在しません。

`

export const DENIED_ENGLISH = `[SC] OpenService FAILED 5:

Access is denied.

`

/** @param binaryPath as it was given to New-Service, tokens and all */
export function configurationEnglish(binaryPath: string, startType = '2   AUTO_START'): string {
  return `[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: PMH_Relay
        TYPE               : 10  WIN32_OWN_PROCESS
        START_TYPE         : ${startType}
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : ${binaryPath}
        LOAD_ORDER_GROUP   :
        TAG                : 0
        DISPLAY_NAME       : PMH_Relay
        DEPENDENCIES       :
        SERVICE_START_NAME : LocalSystem
`
}

/** @param binaryPath as it was given to New-Service, tokens and all */
export function configurationJapanese(binaryPath: string, startType = '2   AUTO_START'): string {
  return `[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: PMH_Relay
        種類               : 10  WIN32_OWN_PROCESS
        開始の種類         : ${startType}
        エラー制御         : 1   NORMAL
        バイナリ パス名    : ${binaryPath}
        読み込み順序グループ :
        タグ               : 0
        表示名             : PMH_Relay
        依存関係           :
        SERVICE_START_NAME : LocalSystem
`
}

const HEADER_ENGLISH = [
  'HostName',
  'TaskName',
  'Next Run Time',
  'Status',
  'Logon Mode',
  'Last Run Time',
  'Last Result',
  'Author',
  'Task To Run',
  'Start In',
  'Comment',
  'Scheduled Task State',
  'Idle Time',
  'Power Management',
  'Run As User',
  'Delete Task If Not Rescheduled',
  'Stop Task If Runs X Hours and X Mins',
  'Schedule',
  'Schedule Type',
  'Start Time',
  'Start Date',
  'End Date',
  'Days',
  'Months',
  'Repeat: Every',
  'Repeat: Until: Time',
  'Repeat: Until: Duration',
  'Repeat: Stop If Still Running',
]

const HEADER_JAPANESE = [
  'ホスト名',
  'タスク名',
  '次回の実行時刻',
  '状態',
  'ログオン モード',
  '前回の実行時刻',
  '前回の結果',
  '作成者',
  '実行するタスク',
  '開始',
  'コメント',
  'スケジュールされたタスクの状態',
  'アイドル時間',
  '電源管理',
  'ユーザーとして実行',
  '再度スケジュールされない場合はタスクを削除する',
  'タスクを停止するまでの時間',
  'スケジュール',
  'スケジュールの種類',
  '開始時刻',
  '開始日',
  '終了日',
  '日',
  '月',
  '繰り返し: 間隔',
  '繰り返し: 終了時刻',
  '繰り返し: 期間',
  '繰り返し: 実行中の場合は停止',
]

const WORDS = {
  en: { header: HEADER_ENGLISH, ready: 'Ready', on: 'Enabled', off: 'Disabled' },
  ja: { header: HEADER_JAPANESE, ready: '準備完了', on: '有効', off: '無効' },
} as const

export interface ListedTask {
  readonly name: string
  readonly run: string
  readonly enabled?: boolean
  readonly comment?: string
}

/** schtasks writes the header again before each task. */
export function taskList(language: keyof typeof WORDS, tasks: readonly ListedTask[]): string {
  const words = WORDS[language]
  const row = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  return tasks
    .flatMap(({ name, run, enabled = true, comment = 'N/A' }) => {
      const cells = words.header.map(() => 'N/A')
      const values = {
        0: 'PC-1',
        1: name,
        3: words.ready,
        8: run,
        10: comment,
        11: enabled ? words.on : words.off,
      }
      for (const [index, value] of Object.entries(values)) cells[Number(index)] = value
      return [row(words.header), row(cells)]
    })
    .join('\r\n')
    .concat('\r\n')
}
