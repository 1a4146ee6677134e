/** Why a configuration file of the official batch cannot be used. */
export type ConfigProblemKind =
  /** larger than any real one */
  | 'too_large'
  /** neither UTF-8, UTF-16 with a mark nor declared Shift_JIS, or bytes that do not fit it */
  | 'encoding'
  /** entities and external files are not taken at all */
  | 'doctype'
  | 'too_deep'
  | 'not_xml'
  /** well-formed, but not `<configuration><appSettings>` with add, remove and clear */
  | 'not_configuration'
  /** the values lie in another file (`file`, `configSource`) */
  | 'other_file'
  /** the section was encrypted by Windows */
  | 'encrypted'
