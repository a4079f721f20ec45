import { quote } from '@ticketbound/core'
import type { ServiceNowAuth } from '../../config/servicenow-shape.ts'
import { amountOf } from '../../report/amount.ts'
import { isSet } from '../raw-row.ts'
import { type Check, check } from './check.ts'
import { sayLook } from './look.ts'
import type { AccountProbes } from './probe-account.ts'

/** Roles that no integration needs: who holds one may do more than read what is read. */
const strongRoles: readonly string[] = ['admin', 'security_admin', 'user_admin', 'impersonator', 'oauth_admin']

/** Judges the user that is acted as. What it says is advice: no night depends on it. */
export function judgeAccount({ first, user, roles }: AccountProbes, auth: ServiceNowAuth['type']): Check {
  if (user === undefined && first.kind === 'damaged') {
    return check('account', { outcome: 'skipped', found: sayLook(first) })
  }
  if (user === undefined) {
    return check('account', {
      outcome: 'warning',
      found: 'it cannot be told which user is acted as, because its own row of `sys_user` cannot be read',
      fix: 'let the user read `sys_user`, or look in the record of the credentials',
    })
  }
  const faults = [...faultsOf(user, roles), ...(auth === 'basic' ? [passwordFault] : [])]
  const name = `it acts as ${quote(user.user_name ?? '')}${roles === undefined ? ', whose roles cannot be read' : `, with ${amountOf(roles.length, 'role')}`}`
  if (faults.length === 0) return check('account', { outcome: 'ok', found: name })
  return check('account', {
    outcome: 'warning',
    found: [name, ...faults.map(({ says }) => says)].join('; '),
    fix: faults.map(({ fix }) => fix).join('; '),
  })
}

interface Advice {
  readonly says: string
  readonly fix: string
}

const passwordFault: Advice = {
  says: 'basic authentication is for a trial',
  fix: 'use `client-credentials` or `jwt-bearer`',
}

function faultsOf(user: NonNullable<AccountProbes['user']>, roles: readonly string[] = []): readonly Advice[] {
  const strong = strongRoles.filter((role) => roles.includes(role))
  return [
    ...(strong.length > 0
      ? [
          {
            says: `it holds ${strong.map((role) => quote(role)).join(', ')}`,
            fix: 'take the role away: an integration must be able to do no more than it does',
          },
        ]
      : []),
    ...(Object.hasOwn(user, 'web_service_access_only') && !isSet(user, 'web_service_access_only')
      ? [
          {
            says: 'it may log in as a person does',
            fix: 'select "Web service access only" on its record in `sys_user`',
          },
        ]
      : []),
  ]
}
