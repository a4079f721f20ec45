import type { InstanceFacts, ItemFacts, VariableFacts } from '../instance-facts.ts'

/** A variable by name and type. */
export function aVariable(name: string, type: string, facts: Partial<VariableFacts> = {}): VariableFacts {
  return { name, type, question: `${name}?`, choices: [], ...facts }
}

/** The catalogue item `Production access`, with the variables that such an item has. */
export function anItem(facts: Partial<ItemFacts> = {}): ItemFacts {
  return {
    sysId: 'i-prod',
    name: 'Production access',
    active: true,
    tickets: 120,
    variables: [
      aVariable('action', '5', { choices: ['Add', 'Remove'] }),
      aVariable('requested_for', '31'),
      aVariable('role', '5', { choices: ['deploy', 'auditor'] }),
      aVariable('access_level', '5', { choices: ['read', 'write'] }),
      aVariable('owner', '8'),
      aVariable('start_date', '9'),
      aVariable('end_date', '9'),
      aVariable('business_justification', '2'),
    ],
    ...facts,
  }
}

/** An instance with one item that asks for access and one that does not. */
export function anInstance(facts: Partial<InstanceFacts> = {}): InstanceFacts {
  const reset = { sysId: 'i-reset', name: 'Password reset', active: true, tickets: 900, variables: [] }
  return { items: [anItem(), reset], choices: [], ...facts }
}
