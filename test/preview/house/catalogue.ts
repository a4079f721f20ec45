/** The catalogue of the preview: people are known by their accounts, and nothing is given for longer than half a year. */
export const catalogueText = `# What one can hold, who owns it, and who must approve it.
defaults:
  approval: { from: owner, count: 1 }
  maxDuration: P180D
entitlements:
  - { id: deploy, system: cloud, owners: [acc-bob, acc-dave], risk: high, levels: [read, write, admin] }
  - { id: audit, system: cloud, owners: [acc-dave], risk: medium, levels: [read] }
  - { id: billing, system: finance, owners: [acc-dave], risk: medium, conflicts: [audit] }
  - { id: vault, system: cloud, owners: [acc-bob, acc-dave], risk: critical, approval: { from: owner, count: 2 } }
`
