/** What is fixed about a framework. */
export interface FrameworkFacts {
  readonly title: string
  readonly publisher: string
  /** Where the publisher has it. */
  readonly url: string
  /** Where its controls were read, or why they could not be. */
  readonly reading: string
}

/** Every framework whose controls are named, by the prefix that control ids carry. */
export const frameworks = {
  CSF2: {
    title: 'NIST Cybersecurity Framework 2.0',
    publisher: 'NIST',
    url: 'https://doi.org/10.6028/NIST.CSWP.29',
    reading: 'read in the catalogue that NIST publishes in OSCAL',
  },
  'CSF1.1': {
    title: 'NIST Cybersecurity Framework 1.1',
    publisher: 'NIST',
    url: 'https://www.nist.gov/cyberframework',
    reading: 'read in the OSCAL catalogue of version 2.0, which keeps them as withdrawn and says what became of them',
  },
  '800-53': {
    title: 'NIST SP 800-53 Revision 5',
    publisher: 'NIST',
    url: 'https://doi.org/10.6028/NIST.SP.800-53r5',
    reading: 'read in the catalogue that NIST publishes in OSCAL',
  },
  '800-207': {
    title: 'NIST SP 800-207, Zero Trust Architecture (section 2.1)',
    publisher: 'NIST',
    url: 'https://doi.org/10.6028/NIST.SP.800-207',
    reading: 'open, but only seen in what others copied from it, not at NIST',
  },
  ISO27001: {
    title: 'ISO/IEC 27001:2022, Annex A',
    publisher: 'ISO',
    url: 'https://www.iso.org/standard/27001',
    reading: 'sold, not open: only numbers and subjects are known',
  },
  SOC2: {
    title: 'SOC 2, Trust Services Criteria 2017',
    publisher: 'AICPA',
    url: 'https://www.aicpa-cima.com',
    reading: 'under terms of use, not open: only numbers and subjects are known',
  },
  NHI: {
    title: 'OWASP Non-Human Identities Top 10, 2025',
    publisher: 'OWASP',
    url: 'https://owasp.org/www-project-non-human-identities-top-10/2025/',
    reading: 'read in the repository of the project',
  },
} as const satisfies Record<string, FrameworkFacts>

/** The prefix of a framework's control ids. */
export type Framework = keyof typeof frameworks

/** What is fixed about one control. */
export interface ControlFacts {
  readonly framework: Framework
  /** Its official title where it has one that is open; otherwise its subject in our own words. */
  readonly title: string
  /** True only where the control's own text was read at its publisher. */
  readonly checked: boolean
}

const csf2 = { framework: 'CSF2', checked: true } as const
const csf1 = { framework: 'CSF1.1', checked: true } as const
const sp80053 = { framework: '800-53', checked: true } as const
const sp800207 = { framework: '800-207', checked: false } as const
const iso27001 = { framework: 'ISO27001', checked: false } as const
const soc2 = { framework: 'SOC2', checked: false } as const
const nhi = { framework: 'NHI', checked: true } as const

/**
 * Every control that a finding, a request rule or a measure names, in the order in which lists show them.
 * A subcategory of CSF has no title of its own, so its subject stands here in our own words.
 *
 * @see https://github.com/usnistgov/oscal-content for CSF 2.0 (with what became of 1.1) and SP 800-53
 * @see https://github.com/OWASP/www-project-non-human-identities-top-10
 */
export const controls = {
  'CSF2:ID.RA-07': { ...csf2, title: 'Changes and exceptions managed, assessed, recorded and tracked' },
  'CSF2:PR.AA-01': { ...csf2, title: 'Identities and credentials managed' },
  'CSF2:PR.AA-05': { ...csf2, title: 'Access defined in a policy, managed, enforced and reviewed' },
  'CSF2:PR.PS-04': { ...csf2, title: 'Log records made available for monitoring' },
  'CSF1.1:PR.AC-1': { ...csf1, title: 'Identities and credentials issued, verified, revoked and audited' },
  'CSF1.1:PR.AC-4': { ...csf1, title: 'Access managed by least privilege and separation of duties' },
  'CSF1.1:PR.PT-1': { ...csf1, title: 'Audit and log records kept and reviewed' },
  '800-53:AC-2': { ...sp80053, title: 'Account Management' },
  '800-53:AC-2(2)': { ...sp80053, title: 'Automated Temporary and Emergency Account Management' },
  '800-53:AC-2(3)': { ...sp80053, title: 'Disable Accounts' },
  '800-53:AC-3': { ...sp80053, title: 'Access Enforcement' },
  '800-53:AC-5': { ...sp80053, title: 'Separation of Duties' },
  '800-53:AC-6': { ...sp80053, title: 'Least Privilege' },
  '800-53:AC-6(7)': { ...sp80053, title: 'Review of User Privileges' },
  '800-53:AU-10': { ...sp80053, title: 'Non-repudiation' },
  '800-53:CA-7': { ...sp80053, title: 'Continuous Monitoring' },
  '800-53:IA-4': { ...sp80053, title: 'Identifier Management' },
  '800-53:IA-5': { ...sp80053, title: 'Authenticator Management' },
  '800-53:PS-4': { ...sp80053, title: 'Personnel Termination' },
  '800-207:tenet-1': { ...sp800207, title: 'Everything that holds data or computes is a resource' },
  '800-207:tenet-3': { ...sp800207, title: 'Access for the session and the task, and no more' },
  '800-207:tenet-4': { ...sp800207, title: 'Access decided by policy' },
  '800-207:tenet-6': { ...sp800207, title: 'Authorisation enforced before access' },
  '800-207:tenet-7': { ...sp800207, title: 'As much known of the present state as can be' },
  'ISO27001:A.5.3': { ...iso27001, title: 'Conflicting duties kept apart' },
  'ISO27001:A.5.15': { ...iso27001, title: 'Rules for access' },
  'ISO27001:A.5.16': { ...iso27001, title: 'The life of identities' },
  'ISO27001:A.5.17': { ...iso27001, title: 'Passwords, keys and the like' },
  'ISO27001:A.5.18': { ...iso27001, title: 'Access given, reviewed, changed and taken away' },
  'ISO27001:A.8.2': { ...iso27001, title: 'Privileged access' },
  'ISO27001:A.8.15': { ...iso27001, title: 'Logs' },
  'SOC2:CC6.1': { ...soc2, title: 'Logical access is secured' },
  'SOC2:CC6.2': { ...soc2, title: 'Users registered, authorised and removed' },
  'SOC2:CC6.3': { ...soc2, title: 'Access by role, least privilege and separate duties' },
  'SOC2:CC7.2': { ...soc2, title: 'Systems watched for anomalies' },
  'NHI:NHI1': { ...nhi, title: 'Improper Offboarding' },
  'NHI:NHI5': { ...nhi, title: 'Overprivileged NHI' },
  'NHI:NHI7': { ...nhi, title: 'Long-Lived Secrets' },
} as const satisfies Record<string, ControlFacts>

/** The id of a control, with the prefix of its framework. */
export type ControlId = keyof typeof controls

/** Every control, in the order of `controls`. */
export const controlIds = Object.keys(controls) as readonly ControlId[]

/** What is fixed about one control, with the literal types widened. */
export function controlFacts(control: ControlId): ControlFacts {
  return controls[control]
}

/** Says whether a text names a framework. */
export function isFramework(text: string): text is Framework {
  return Object.hasOwn(frameworks, text)
}
