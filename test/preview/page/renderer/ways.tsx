import Breadcrumbs, { BreadcrumbsItem } from '@atlaskit/breadcrumbs'
import Pagination from '@atlaskit/pagination'
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs'
import { useId } from 'react'
import { useGoTo } from '../product.ts'
import { Draw, Inside } from './draw.tsx'
import { call, list, pick, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'

// Atlaskit takes the list and each panel by their places among the children, so they are its children and not a component's.
const DrawnTabs: Renderer = ({ doc }) => {
  const id = useId()
  return (
    <Tabs
      {...pick(doc, 'defaultSelected', 'selected', 'shouldUnmountTabPanelOnChange', 'testId')}
      id={text(doc, 'id') ?? id}
      onChange={(index) => call(doc, 'onChange')(index)}
    >
      {doc.children.map((child) => (
        <Draw key={child.key} doc={child} />
      ))}
    </Tabs>
  )
}

// Atlaskit counts the children of the list to know the tabs, so they are no component around them.
const DrawnTabList: Renderer = ({ doc }) => (
  <div style={{ overflowX: 'auto', maxWidth: '100%' }}>
    <TabList>
      {doc.children.map((tab) => (
        <Tab key={tab.key}>
          <Inside doc={tab} />
        </Tab>
      ))}
    </TabList>
  </div>
)

const DrawnTab: Renderer = ({ doc }) => <Inside doc={doc} />

const DrawnTabPanel: Renderer = ({ doc }) => (
  <TabPanel>
    <div style={{ paddingBlock: 16, width: '100%', minWidth: 0 }}>
      <Inside doc={doc} />
    </div>
  </TabPanel>
)

const DrawnBreadcrumbs: Renderer = ({ doc }) => (
  <Breadcrumbs {...pick(doc, 'label', 'testId')}>
    <Inside doc={doc} />
  </Breadcrumbs>
)

const DrawnBreadcrumbsItem: Renderer = ({ doc }) => {
  const goTo = useGoTo()
  const href = text(doc, 'href') ?? ''
  return (
    <BreadcrumbsItem
      href={href}
      text={text(doc, 'text') ?? ''}
      onClick={(event) => {
        event.preventDefault()
        goTo(href)
      }}
    />
  )
}

const DrawnPagination: Renderer = ({ doc }) => (
  <Pagination
    {...pick(
      doc,
      'defaultSelectedIndex',
      'selectedIndex',
      'max',
      'label',
      'nextLabel',
      'previousLabel',
      'isDisabled',
      'testId',
    )}
    pages={[...list(doc, 'pages')]}
    onChange={(_event, page) => call(doc, 'onChange')({}, page)}
  />
)

/** What leads from one part to another. */
export const ways = {
  Tabs: DrawnTabs,
  TabList: DrawnTabList,
  Tab: DrawnTab,
  TabPanel: DrawnTabPanel,
  Breadcrumbs: DrawnBreadcrumbs,
  BreadcrumbsItem: DrawnBreadcrumbsItem,
  Pagination: DrawnPagination,
} as const satisfies Readonly<Record<string, Renderer>>
