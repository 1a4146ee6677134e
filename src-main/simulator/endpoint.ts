import { parseSettings, type Settings } from '../../src-shared/domain/settings.ts'
import { contentType, endpointUrl } from '../pmh/contract.ts'

/** One of the six places that files are posted to: three ways of registration, as JSON or as CSV. */
export interface UploadEndpoint {
  readonly path: string
  /** The media type that a body as it is must declare. */
  readonly contentType: string
}

/** The six default endpoints of the contract. */
export function uploadEndpoints(): readonly UploadEndpoint[] {
  return (['1', '2', '3'] as const).flatMap((tasksType) =>
    (['1', '2'] as const).map((fileType) => {
      const settings = contractSettings(tasksType, fileType)
      return { path: new URL(endpointUrl(settings)).pathname, contentType: contentType(settings) }
    }),
  )
}

function contractSettings(tasksType: '1' | '2' | '3', fileType: '1' | '2'): Settings {
  const parsed = parseSettings(
    {
      PostRegistrationTasksBaseURL: 'http://127.0.0.1',
      PostRegistrationTasksType: tasksType,
      PostRegistrationFileType: fileType,
    },
    'posix',
  )
  if (!parsed.ok) throw new RangeError('the defaults of the contract are not valid')
  return parsed.settings
}

/** Finds the endpoint of a request path; anything may stand before it, since a base URL may have a path. */
export function findEndpoint(endpoints: readonly UploadEndpoint[], path: string): UploadEndpoint | null {
  return endpoints.find((endpoint) => path.endsWith(endpoint.path)) ?? null
}

/** @param header the Content-Type as sent; parameters such as charset do not matter */
export function isAcceptedType(endpoint: UploadEndpoint, header: string | undefined): boolean {
  const mediaType = (header ?? '').split(';', 1)[0]?.trim().toLowerCase()
  return mediaType === endpoint.contentType || mediaType === 'multipart/form-data'
}
