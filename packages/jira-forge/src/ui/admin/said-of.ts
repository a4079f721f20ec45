/** What is said once something was done; that the log could not be written is not kept quiet. */
export function saidOf(done: string, logged: boolean): string {
  return logged ? done : `${done} It could not be written to the audit log: look at the storage of the app.`
}
