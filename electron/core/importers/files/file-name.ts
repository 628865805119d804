/** The last segment of a path as any system writes it: what a file is called, without where it lay. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).findLast((segment) => segment !== '') ?? path
}
