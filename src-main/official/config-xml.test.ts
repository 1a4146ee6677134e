import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { parseSettings } from '../../src-shared/domain/settings.ts'
import { type ConfigXmlResult, readConfigXml } from './config-xml.ts'

/** As the official batch is handed out, its values filled in (manual 2.1). */
const OFFICIAL = `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <startup>
    <supportedRuntime version="v4.0" sku=".NETFramework,Version=v4.8" />
  </startup>
  <appSettings>
    <!-- 監視間隔 -->
    <add key="MonitoringTimer" value="600000" />
    <add key="PMHFilePath" value="C:\\opt\\PMH_RELAY" />
    <add key="PostRegistrationTimeSpan" value="300" />
    <add key="PostRegistrationTasksBaseURL" value="https://stg.pmh.go.jp" />
    <add key="PostRegistrationFileType" value="2" />
    <add key="PostRegistrationTasksName" value="医療費助成対象者情報登録" />
    <add key="ProxyAuthType" value="1" />
    <add key="ProxyAddress" value="" />
    <add key="ProxyPort" value="" />
    <add key="ProxyUsername" value="" />
    <add key="ProxyPassword" value="" />
    <add key="ProxyDomain" value="" />
    <add key="PostRegistrationTasksType" value="2" />
    <add key="AllowMultipleFilePerFolder" value="false" />
    <add key="ProceedFileRetentionDays" value="9999" />
    <add key="ErrorFileRetentionDays" value="9999" />
  </appSettings>
</configuration>
`

const read = (xml: string) => readConfigXml(Buffer.from(xml))
const withEntries = (entries: string) =>
  read(`<configuration><appSettings>${entries}</appSettings></configuration>`)

function rawOf(result: ConfigXmlResult) {
  if (!result.ok) throw new Error(result.problem.kind)
  return result.raw
}

function problemOf(result: ConfigXmlResult) {
  return result.ok ? null : result.problem.kind
}

describe('readConfigXml', () => {
  it('reads the official file', () => {
    const result = read(OFFICIAL)
    expect(result).toMatchObject({ ok: true, unknownKeys: [] })
    const raw = rawOf(result)
    expect(Object.keys(raw)).toHaveLength(16)
    expect(raw).toMatchObject({
      PMHFilePath: 'C:\\opt\\PMH_RELAY',
      PostRegistrationTasksName: '医療費助成対象者情報登録',
      ProxyAddress: '',
    })
    expect(parseSettings(raw, 'windows').ok).toBe(true)
  })

  it('reads it with a mark, in UTF-16, and with Windows line ends', () => {
    const raw = rawOf(read(OFFICIAL))
    expect(rawOf(read(`\ufeff${OFFICIAL}`))).toEqual(raw)
    expect(rawOf(readConfigXml(Buffer.from(`\ufeff${OFFICIAL}`, 'utf16le')))).toEqual(raw)
    expect(rawOf(read(OFFICIAL.replaceAll('\n', '\r\n')))).toEqual(raw)
  })

  it('reads Shift_JIS that says so', () => {
    const head =
      '<?xml version="1.0" encoding="Shift_JIS"?><configuration><appSettings><add key="PMHFilePath" value="C:\\'
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0x90, 0xa7, 0x93, 0x78]),
      Buffer.from('" /></appSettings></configuration>'),
    ])
    expect(rawOf(readConfigXml(bytes))).toEqual({ PMHFilePath: 'C:\\制度' })
  })

  it('matches keys as .NET does and spells them as we do', () => {
    expect(
      rawOf(withEntries('<add key="pmhfilepath" value="C:\\a"/><add key="PROXYPORT" value="8080"/>')),
    ).toEqual({
      PMHFilePath: 'C:\\a',
      ProxyPort: '8080',
    })
  })

  it('lets the last of two win, also when they differ in case', () => {
    expect(rawOf(withEntries('<add key="ProxyPort" value="1"/><add key="proxyport" value="2"/>'))).toEqual({
      ProxyPort: '2',
    })
  })

  it('applies remove and clear where they stand', () => {
    const entries =
      '<add key="ProxyPort" value="1"/><remove key="PROXYPORT"/><add key="ProxyDomain" value="a"/>'
    expect(rawOf(withEntries(entries))).toEqual({ ProxyDomain: 'a' })
    expect(rawOf(withEntries(`${entries}<clear/><add key="ProxyPort" value="2"/>`))).toEqual({
      ProxyPort: '2',
    })
  })

  it('reports unknown keys and goes on', () => {
    const result = withEntries(
      '<add key="Color" value="red"/><add key="ProxyPort" value="1"/><add key="__proto__" value="x"/>',
    )
    expect(result).toEqual({ ok: true, raw: { ProxyPort: '1' }, unknownKeys: ['Color', '__proto__'] })
  })

  it.each([
    ['600,000', '600000'],
    ['1,000', '1000'],
    ['12,345,678', '12345678'],
    ['600,00', '600,00'],
    ['6000,000', '6000,000'],
    [',000', ',000'],
    ['600000', '600000'],
  ])('takes the group commas of %s as %s', (written, value) => {
    expect(rawOf(withEntries(`<add key="MonitoringTimer" value="${written}"/>`))).toEqual({
      MonitoringTimer: value,
    })
    expect(rawOf(withEntries(`<add key="ProxyPort" value="${written}"/>`))).toEqual({ ProxyPort: written })
  })

  it('keeps values as they are: blanks, entities, an absent one as empty', () => {
    expect(
      rawOf(
        withEntries("<add value=' a&amp;b&#x20;&quot;\"> ' key='ProxyPassword'/><add key='ProxyDomain'/>"),
      ),
    ).toEqual({
      ProxyPassword: ' a&b ""> ',
      ProxyDomain: '',
    })
  })

  it('looks at several sections, and past text and namespaces', () => {
    const xml = `<configuration xmlns="http://schemas.microsoft.com/.NetConfiguration/v2.0"><appSettings>text
      <add key="ProxyPort" value="1"></add></appSettings><other><add key="ProxyDomain" value="x"/></other>
      <appSettings><![CDATA[<clear/>]]><add key="MailPort" value="25"/></appSettings></configuration>`
    expect(rawOf(read(xml))).toEqual({ ProxyPort: '1', MailPort: '25' })
  })
})

describe('what is refused', () => {
  it.each([
    ['', 'not_xml'],
    ['PMHFilePath=C:\\opt', 'not_xml'],
    ['<configuration>', 'not_xml'],
    ['<configuration></Configuration>', 'not_xml'],
    ['<configuration></configuration><configuration></configuration>', 'not_xml'],
    ['<configuration></configuration>trailing', 'not_xml'],
    ['<configuration a=1/>', 'not_xml'],
    ['<configuration a="1" a="2"/>', 'not_xml'],
    ['<configuration>\u0001</configuration>', 'not_xml'],
    ['<configuration/>', 'not_configuration'],
    ['<Configuration><appSettings/></Configuration>', 'not_configuration'],
    ['<html><body/></html>', 'not_configuration'],
    ['<configuration><other><appSettings/></other></configuration>', 'not_configuration'],
    ['<configuration><appSettings><set key="a"/></appSettings></configuration>', 'not_configuration'],
    ['<configuration><appSettings><add value="a"/></appSettings></configuration>', 'not_configuration'],
    ['<configuration><appSettings><add key="a" value="&xxe;"/></appSettings></configuration>', 'not_xml'],
    ['<configuration><appSettings><add key="a" value="b & c"/></appSettings></configuration>', 'not_xml'],
    ['<configuration><appSettings file="user.config"/></configuration>', 'other_file'],
    ['<configuration><appSettings configSource="a.config"/></configuration>', 'other_file'],
    [
      '<configuration><appSettings configProtectionProvider="RsaProtectedConfigurationProvider"><EncryptedData/></appSettings></configuration>',
      'encrypted',
    ],
    ['<!DOCTYPE configuration><configuration><appSettings/></configuration>', 'doctype'],
  ])('%.70s: %s', (xml, kind) => {
    expect(problemOf(read(xml))).toBe(kind)
  })

  it('bytes that are no text', () => {
    expect(problemOf(readConfigXml(Buffer.of(0x90, 0xa7)))).toBe('encoding')
  })

  it('never repeats what the file holds', () => {
    const secret = 'S3CRET'
    for (const xml of [
      `<configuration><appSettings><add key="ProxyPassword" value="${secret}`,
      `<configuration><appSettings><${secret}/></appSettings></configuration>`,
      `<${secret}/>`,
      `<configuration><appSettings><add key="ProxyPassword" value="&${secret};"/></appSettings></configuration>`,
      `<?xml version="1.0" encoding="${secret}"?><configuration/>`,
    ]) {
      const result = read(xml)
      expect(result.ok).toBe(false)
      expect(JSON.stringify(result)).not.toContain(secret)
    }
  })
})

describe('hostile files end soon', () => {
  const MIB = 1024 * 1024
  const fill = (text: string) => text.repeat(Math.floor((MIB - 200) / text.length))
  const section = (text: string) => `<configuration><appSettings>${text}</appSettings></configuration>`
  const laughs = Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  ).join('')

  it.each<[string, string, string | null]>([
    ['50 MB of nesting', '<a>'.repeat(50_000_000 / 3), 'too_large'],
    ['a mebibyte of nesting', fill('<a>'), 'too_deep'],
    ['nested sections', fill('<configuration><appSettings>'), 'too_deep'],
    [
      'a billion laughs',
      `<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]><configuration>&l9;</configuration>`,
      'doctype',
    ],
    ['an external file', '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c>&x;</c>', 'doctype'],
    ['references without end', section(`<add key="a" value="${fill('&amp;')}"/>`), null],
    ['ampersands', section(`<add key="a" value="${fill('&')}"/>`), 'not_xml'],
    ['attributes', section(`<add ${fill('a="" ')}/>`), 'not_xml'],
    [
      'distinct attributes',
      section(`<add key="a" ${Array.from({ length: 60_000 }, (_, n) => `a${n}=""`).join(' ')}/>`),
      null,
    ],
    ['blanks in a tag', section(`<add${fill(' ')}`), 'not_xml'],
    ['blanks around an attribute', section(`<add key${fill(' ')}="a"/>`), null],
    ['equal signs', section(`<add ${fill('=')}/>`), 'not_configuration'],
    ['quotes', section(`<add a="${fill('"')}/>`), 'not_xml'],
    ['open comments', fill('<!--'), 'not_xml'],
    ['open sections', section(fill('<![CDATA[')), 'not_xml'],
    ['many entries', section(fill('<add key="a" value="b"/>')), null],
    ['many clears', section(fill('<clear/>')), null],
    ['a long name', `<${fill('a')}/>`, 'not_configuration'],
    ['colons', `<${fill(':a')}/>`, 'not_configuration'],
    ['line ends', section(fill('\r\n')), null],
    ['instructions', section(fill('<?a?>')), null],
    ['angle brackets', fill('>'), 'not_xml'],
  ])('%s', (_, xml, kind) => {
    const bytes = Buffer.from(xml)
    const heapBefore = process.memoryUsage().heapUsed
    const started = performance.now()
    const result = readConfigXml(bytes)
    // A generous bound that quadratic work on a mebibyte cannot meet.
    expect(performance.now() - started).toBeLessThan(5000)
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(500 * MIB)
    expect(problemOf(result)).toBe(kind)
  })
})
