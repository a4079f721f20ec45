import { Box, Stack, Tab, TabList, TabPanel, Tabs } from '@forge/react'
import { type ReactNode, useState } from 'react'
import { DocumentSection } from './document-section.tsx'
import { FieldsSection } from './fields-section.tsx'
import { KeysTab } from './keys-tab.tsx'
import { LogTab } from './log-tab.tsx'
import { MeasuresTab } from './measures-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'

interface TabFacts {
  readonly title: string
  readonly show: () => ReactNode
}

const tabs: readonly TabFacts[] = [
  { title: 'Overview', show: () => <OverviewTab /> },
  { title: 'Fields', show: () => <FieldsSection /> },
  {
    title: 'Catalogue',
    show: () => (
      <DocumentSection
        name="catalogue"
        title="Catalogue"
        about="The entitlements that can be asked for: owners, who must approve, how long, what conflicts. Without it nothing is known of them."
      />
    ),
  },
  {
    title: 'Policy',
    show: () => (
      <DocumentSection
        name="policy"
        title="Policy"
        about="The rules that hold for every entitlement. Without it the built-in policy holds."
      />
    ),
  },
  {
    title: 'People and exceptions',
    show: () => (
      <Stack space="space.500">
        <DocumentSection
          name="people"
          title="People"
          about="Who is who: accounts, managers, roles, groups, sponsors of services and agents. Without it every account stands for itself."
        />
        <DocumentSection
          name="exceptions"
          title="Exceptions"
          about="Dated, owned decisions to live with a broken rule. Without it no broken rule is excused."
        />
      </Stack>
    ),
  },
  { title: 'Keys', show: () => <KeysTab /> },
  { title: 'Audit log', show: () => <LogTab /> },
  { title: 'Measures', show: () => <MeasuresTab /> },
]

/** The page for the whole site. Only the tab that is open asks for anything. */
export function AdminPage() {
  const [selected, setSelected] = useState(0)
  return (
    <Tabs id="ticketbound" selected={selected} onChange={(at) => setSelected(at)}>
      <TabList>
        {tabs.map(({ title }) => (
          <Tab key={title}>{title}</Tab>
        ))}
      </TabList>
      {tabs.map(({ title, show }, at) => (
        <TabPanel key={title}>{at === selected && <Box paddingBlock="space.200">{show()}</Box>}</TabPanel>
      ))}
    </Tabs>
  )
}
