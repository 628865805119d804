/** Whether a process of this machine still runs; what one that does not has left may be taken away. */
export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // Somebody else's, and running.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
