import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { tempFolder } from '../../testing/temp-folder.ts'

/** Certificates are made by the real program. */
export const hasOpenssl = () => spawnSync('openssl', ['version']).status === 0

export interface Certificate {
  readonly certFile: string
  readonly cert: Buffer
  readonly key: Buffer
}

/** @param name subjectAltName, as `IP:127.0.0.1` */
export function selfSigned(name = 'IP:127.0.0.1'): Certificate {
  const folder = tempFolder()
  const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const subject = ['-subj', '/CN=pmh.example', '-addext', `subjectAltName=${name}`]
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  })
  return { certFile, cert: readFileSync(certFile), key: readFileSync(keyFile) }
}

/** The same certificate as DER. */
export function derOf(certFile: string): string {
  const der = `${certFile}.cer`
  execFileSync('openssl', ['x509', '-in', certFile, '-outform', 'DER', '-out', der], { stdio: 'ignore' })
  return der
}
