import type { Backend } from '../server/backend.ts'

const people = [
  { accountId: 'acc-alice', displayName: 'Alice', role: 'asks' },
  { accountId: 'acc-bob', displayName: 'Bob', role: 'answers' },
]

/** Stands behind the sample app: two people, no issues, and a resolver that says what it was given. */
export const sampleBackend: Backend = {
  people,
  issues: () => [],
  projects: [],
  async askJira({ path }) {
    const { pathname, searchParams } = new URL(path, 'http://localhost')
    if (pathname === '/rest/api/3/user/search') return { status: 200, body: JSON.stringify(people) }
    const found = people.find((one) => one.accountId === searchParams.get('accountId'))
    return found === undefined ? { status: 404, body: '{}' } : { status: 200, body: JSON.stringify(found) }
  },
  async openView(module, _place, accountId) {
    if (module !== 'admin') return { refused: `there is no ${module}` }
    return {
      context: { accountId, moduleKey: module },
      async callBridge(_command, data) {
        return { accountId, ...Object(data) }
      },
    }
  },
  async saveRule() {
    return undefined
  },
}
