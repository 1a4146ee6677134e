import { describe, expect, it } from 'vitest'
import { parseMapping } from '../../src-shared/domain/mapping.ts'
import { serviceArguments } from './service-arguments.ts'

const TWO = ['TOKEN1|subsidy1', 'TOKEN2|subsidy2']
const EXE = 'C:\\opt\\PMH_Relay\\bin\\x64\\Release\\PMH_Relay.exe'
const SPACED_EXE = 'C:\\Program Files\\PMH Relay\\PMH_Relay.exe'

describe('arguments alone', () => {
  it.each([
    'TOKEN1|subsidy1 TOKEN2|subsidy2',
    '  TOKEN1|subsidy1\tTOKEN2|subsidy2  ',
    '"TOKEN1|subsidy1" "TOKEN2|subsidy2"',
    'TOKEN1|subsidy1\r\nTOKEN2|subsidy2\r\n',
    '\ufeffTOKEN1|subsidy1 TOKEN2|subsidy2',
    'TOKEN1|"subsidy1" TOKEN2|subsidy2',
  ])('%j', (pasted) => {
    expect(serviceArguments(pasted)).toEqual(TWO)
  })

  it('keeps a folder with blanks and a token with a bar', () => {
    const found = serviceArguments('"A|B|子ども 医療" eyJhbGciOi.x-_=|b')
    expect(found).toEqual(['A|B|子ども 医療', 'eyJhbGciOi.x-_=|b'])
    expect(parseMapping(found)).toMatchObject({
      ok: true,
      entries: [{ token: 'A|B', folder: '子ども 医療' }, {}],
    })
  })

  it('does not take a token for a parameter of PowerShell', () => {
    expect(serviceArguments('x-Path:y|a T2|b')).toEqual(['x-Path:y|a', 'T2|b'])
  })

  it('does not take a folder that ends in .exe for the program', () => {
    expect(serviceArguments('T1|setup.exe T2|b')).toEqual(['T1|setup.exe', 'T2|b'])
  })

  it.each(['', '  \n '])('finds nothing in %j', (pasted) => {
    expect(serviceArguments(pasted)).toEqual([])
  })

  it('leaves what is wrong for parseMapping to refuse', () => {
    expect(serviceArguments('hello world')).toEqual(['hello', 'world'])
  })
})

describe('a command line with the program', () => {
  it.each([
    `${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2`,
    `"${EXE}" TOKEN1|subsidy1 TOKEN2|subsidy2`,
    `${SPACED_EXE} TOKEN1|subsidy1 TOKEN2|subsidy2`,
    `"${SPACED_EXE}" "TOKEN1|subsidy1" TOKEN2|subsidy2`,
    'PMH_RELAY.EXE TOKEN1|subsidy1 TOKEN2|subsidy2',
  ])('%s', (pasted) => {
    expect(serviceArguments(pasted)).toEqual(TWO)
  })

  it('may have no arguments', () => {
    expect(serviceArguments(`"${SPACED_EXE}"`)).toEqual([])
  })
})

describe('New-Service of the manual (2.2.3)', () => {
  const newService = (quoted: string) =>
    `New-Service -Name "PMH_Relay" -Description "指定されたファイルを PMHの API を使って連携処理します 。" -BinaryPathName ${quoted}`

  it.each([
    newService(`"${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2"`),
    newService(`'${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2'`),
    newService(`'"${SPACED_EXE}" TOKEN1|subsidy1 TOKEN2|subsidy2' -StartupType Automatic`),
    newService(`"""${SPACED_EXE}"" TOKEN1|subsidy1 TOKEN2|subsidy2"`),
    newService(`"\`"${SPACED_EXE}\`" TOKEN1|subsidy1 TOKEN2|subsidy2"`),
    // As copied out of the manual's pages and out of Word.
    newService(
      '"C:\\opt\\PMH_Relay\\bin\\x64\\Releas\ne\\PMH_Relay.exe TOKEN1|subsidy1 \n\nTOKEN2|subsidy2"',
    ),
    newService(`“${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2”`),
    newService(`"${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2"`).replace('-BinaryPathName ', '-binarypathname:'),
    newService(`"${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2"`).replace('-BinaryPathName ', '-Path '),
    // A long line that was broken by hand.
    newService(`"${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2"`).replaceAll(' -', ' `\r\n  -'),
    newService(`\`\n  "${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2" \`\n  -StartupType Automatic`),
    newService(`"${EXE} TOKEN1|subsidy1 \` \r\nTOKEN2|subsidy2"`),
    // A Japanese machine shows and copies the backslash as a yen sign.
    newService(`"${EXE.replaceAll('\\', '¥')} TOKEN1|subsidy1 TOKEN2|subsidy2"`),
  ])('%s', (pasted) => {
    expect(serviceArguments(pasted)).toEqual(TWO)
  })

  it('resolves what PowerShell escapes', () => {
    expect(serviceArguments(newService(`"${EXE} A\`$B\`\`|a"`))).toEqual(['A$B`|a'])
    expect(serviceArguments(newService(`'${EXE} A''B|a'`))).toEqual(["A'B|a"])
  })

  it('may have no quotes when there are no arguments', () => {
    expect(serviceArguments(newService(EXE))).toEqual([])
  })
})

describe('sc', () => {
  const queried = (path: string) =>
    [
      '[SC] QueryServiceConfig SUCCESS',
      '',
      'SERVICE_NAME: PMH_Relay',
      '        TYPE               : 10  WIN32_OWN_PROCESS ',
      '        START_TYPE         : 2   AUTO_START',
      `        BINARY_PATH_NAME   : ${path}`,
      '        LOAD_ORDER_GROUP   : ',
      '        TAG                : 0',
      '        SERVICE_START_NAME : LocalSystem',
    ].join('\r\n')

  it.each([
    queried(`${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2`),
    queried(`"${SPACED_EXE}" TOKEN1|subsidy1 TOKEN2|subsidy2`),
    // Broken by the console in the middle of a word.
    queried(`${EXE} TOKEN1|subsidy1 TOKE\r\nN2|subsidy2`),
    // Broken between two words, whose blank the console cut off.
    queried(`${EXE} TOKEN1|subsidy1\r\nTOKEN2|subsidy2`),
    queried(`${EXE}\r\nTOKEN1|subsidy1 TOKEN2|subsidy2`),
    queried(`"${SPACED_EXE}"\r\nTOKEN1|subsidy1 TOKEN2|sub\r\nsidy2`),
    `Name      : PMH_Relay\nPathName  : ${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2\nStartMode : Auto\n`,
    `sc create PMH_Relay binPath= "${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2" start= auto`,
    `sc create PMH_Relay ^\r\n  binPath= "${EXE} TOKEN1|subsidy1 TOKEN2|subsidy2" ^\r\n  start= auto`,
    `sc.exe create PMH_Relay binPath= '"${SPACED_EXE}" TOKEN1|subsidy1 TOKEN2|subsidy2' start= auto`,
    // Windows PowerShell's window in Japanese.
    `PS C:\\Users\\職員> sc.exe qc PMH_Relay\r\n${queried(`${EXE.replaceAll('\\', '¥')} TOKEN1|subsidy1 TOKEN2|subsidy2`)}`,
    `sc.exe config PMH_Relay binPath="\\"${SPACED_EXE}\\" TOKEN1|subsidy1 TOKEN2|subsidy2"`,
  ])('%s', (pasted) => {
    expect(serviceArguments(pasted)).toEqual(TWO)
  })

  it('may show a service without arguments', () => {
    expect(serviceArguments(queried(EXE))).toEqual([])
    expect(serviceArguments('sc create PMH_Relay binPath=')).toEqual([])
  })
})

describe('hostile text', () => {
  it.each([
    `-BinaryPathName "${'`'.repeat(1_000_000)}`,
    `-BinaryPathName ${'""'.repeat(500_000)}x`,
    `${'a '.repeat(500_000)}.exe`,
    `BINARY_PATH_NAME : ${'\n\n'.repeat(500_000)}`,
    `BINARY_PATH_NAME : ${'a|b\n'.repeat(250_000)}`,
    `BINARY_PATH_NAME : ${'a\n'.repeat(500_000)}`,
    '"'.repeat(1_000_001),
    '\\'.repeat(1_000_000),
    `${' \n'.repeat(200_000)}x`,
    `"${'.exe'.repeat(250_000)}`,
    `${'-Path '.repeat(200_000)}`,
    `-BinaryPathName ${'` '.repeat(500_000)}x`,
    `${'^ '.repeat(500_000)}x`,
    `${"binPath='".repeat(120_000)}`,
  ])('ends (%#)', (pasted) => {
    expect(serviceArguments(pasted)).toBeInstanceOf(Array)
  })
})
