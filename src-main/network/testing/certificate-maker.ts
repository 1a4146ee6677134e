import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What a certificate shall be; without an issuer it signs itself. */
export interface CertificatePlan {
  /** Common name; more parts of the name may follow, as `/OU=…`. */
  readonly name: string
  readonly issuer?: CertificatePlan
  /** subjectAltName, as `IP:127.0.0.1,DNS:localhost`. */
  readonly hosts?: string
  readonly isAuthority?: boolean
  readonly key?: keyof typeof KEYS
  readonly digest?: 'sha256' | 'sha1' | 'md5'
  readonly isPss?: boolean
  /** `YYYYMMDDHHMMSSZ`, as the program wants it. */
  readonly from?: string
  readonly to?: string
}

export interface MadeCertificate {
  readonly certFile: string
  readonly keyFile: string
  readonly cert: string
  readonly key: string
}

const KEYS = {
  ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  ec192: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime192v1'],
  ec224: ['ec', '-pkeyopt', 'ec_paramgen_curve:secp224r1'],
  ed25519: ['ed25519'],
  rsa1024: ['rsa:1024'],
  rsa2048: ['rsa:2048'],
}

/** Why certificates cannot be made here, or null. As root on Debian the program is installed. */
export function opensslProblem(): string | null {
  const isThere = () => spawnSync('openssl', ['version']).status === 0
  if (!isThere() && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'openssl']
    spawnSync('apt-get', install, { env })
  }
  return isThere()
    ? null
    : 'openssl is missing and could not be installed (as root on Debian: apt-get install openssl)'
}

/** Makes certificates by the real program in a folder of the caller's; each plan is carried out once. */
export class CertificateMaker {
  readonly #folder: string
  readonly #made = new Map<CertificatePlan, MadeCertificate>()

  constructor(folder: string) {
    this.#folder = folder
  }

  make(plan: CertificatePlan): MadeCertificate {
    const known = this.#made.get(plan)
    if (known !== undefined) return known
    const issuer = plan.issuer === undefined ? null : this.make(plan.issuer)
    const made = sign(path.join(this.#folder, String(this.#made.size)), plan, issuer)
    this.#made.set(plan, made)
    return made
  }

  /** For a server that sends this chain, its own certificate first; weak ones are let through on purpose. */
  serve(chain: readonly [CertificatePlan, ...CertificatePlan[]]) {
    const cert = chain.map((plan) => this.make(plan).cert).join('')
    return { cert, key: this.make(chain[0]).key, ciphers: 'DEFAULT@SECLEVEL=0' }
  }

  /** SHA-256, as `AB:CD:…`. */
  fingerprint(plan: CertificatePlan): string {
    const line = openssl(['x509', '-noout', '-fingerprint', '-sha256', '-in', this.make(plan).certFile])
    return line.trim().replace(/^.*=/, '')
  }

  /** The file of the same certificate as DER. */
  der(plan: CertificatePlan): string {
    const { certFile } = this.make(plan)
    const file = `${certFile}.cer`
    openssl(['x509', '-in', certFile, '-outform', 'DER', '-out', file])
    return file
  }
}

/** `ca` is the one command that sets both dates in every OpenSSL 3. */
function sign(folder: string, plan: CertificatePlan, issuer: MadeCertificate | null): MadeCertificate {
  mkdirSync(folder)
  const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')]
  const [request, config] = [path.join(folder, 'request.pem'), path.join(folder, 'openssl.cnf')]
  writeFileSync(path.join(folder, 'index.txt'), '')
  writeFileSync(config, configuration(folder, plan))
  const common = ['-config', config, '-utf8']
  const key = ['-newkey', ...KEYS[plan.key ?? 'ec'], '-nodes', '-keyout', keyFile]
  openssl(['req', '-new', ...common, ...key, '-subj', `/CN=${plan.name}`, '-out', request])
  const signer =
    issuer === null
      ? ['-selfsign', '-keyfile', keyFile]
      : ['-cert', issuer.certFile, '-keyfile', issuer.keyFile]
  const dates = ['-startdate', plan.from ?? '20200101120000Z', '-enddate', plan.to ?? '20991231120000Z']
  const how = ['-md', plan.digest ?? 'sha256', ...(plan.isPss ? ['-sigopt', 'rsa_padding_mode:pss'] : [])]
  openssl([
    'ca',
    '-batch',
    '-notext',
    ...common,
    ...how,
    ...signer,
    ...dates,
    '-in',
    request,
    '-out',
    certFile,
  ])
  return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
}

function configuration(folder: string, { hosts, isAuthority }: CertificatePlan): string {
  return [
    '[req]',
    'distinguished_name = name',
    'string_mask = utf8only',
    '[name]',
    '[ca]',
    'default_ca = authority',
    '[authority]',
    `database = ${path.join(folder, 'index.txt')}`,
    `new_certs_dir = ${folder}`,
    'policy = any',
    'rand_serial = yes',
    'x509_extensions = extensions',
    '[any]',
    'commonName = supplied',
    'organizationalUnitName = optional',
    '[extensions]',
    `basicConstraints = critical, CA:${isAuthority === true ? 'TRUE' : 'FALSE'}`,
    ...(hosts === undefined ? [] : [`subjectAltName = ${hosts}`]),
    '',
  ].join('\n')
}

function openssl(args: readonly string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })
}
