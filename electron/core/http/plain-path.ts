/**
 * True for the only shape a request path may have here: segments of letters, digits, dots, dashes and underscores.
 * Percent signs, backslashes, NUL, empty segments (`//host`), `.` and `..` never get as far as a lookup.
 */
export function isPlainPath(path: string): boolean {
  if (path === '/') return true
  if (path.length > 500 || !/^(?:\/[\w.-]+)+$/.test(path)) return false
  return !path.split('/').some((segment) => segment === '.' || segment === '..')
}
