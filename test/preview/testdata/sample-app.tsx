import { invoke, view } from '@forge/bridge'
import {
  Badge,
  BarChart,
  Box,
  Button,
  ButtonGroup,
  Checkbox,
  CheckboxGroup,
  Code,
  CodeBlock,
  Comment,
  DatePicker,
  DonutChart,
  DynamicTable,
  Em,
  EmptyState,
  ErrorMessage,
  Form,
  FormFooter,
  FormHeader,
  FormSection,
  Heading,
  HelperMessage,
  HorizontalBarChart,
  Icon,
  Image,
  Inline,
  InlineEdit,
  Label,
  LineChart,
  Link,
  LinkButton,
  List,
  ListItem,
  LoadingButton,
  Lozenge,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  PieChart,
  Popup,
  ProgressBar,
  ProgressTracker,
  Radio,
  RadioGroup,
  Range,
  RequiredAsterisk,
  SectionMessage,
  SectionMessageAction,
  Select,
  Spinner,
  Stack,
  StackBarChart,
  Strong,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Tag,
  TagGroup,
  Text,
  TextArea,
  Textfield,
  Toggle,
  Tooltip,
  User,
  UserGroup,
  UserPicker,
  useForm,
  ValidMessage,
} from '@forge/react'
import { useEffect, useState } from 'react'
import { mount } from '../../../packages/jira-forge/src/ui/mount.ts'

/** What the sample heard, one line each: the test reads it from the screen. */
interface Heard {
  readonly say: (what: string) => void
}

/** Draws every component of UI Kit that the preview knows, and says what its handlers get: the renderer's own test. */
function Sample() {
  const [heard, setHeard] = useState<readonly string[]>([])
  const [account, setAccount] = useState('…')
  const say = (what: string) => setHeard((before) => [...before, what])
  useEffect(() => {
    void view.getContext().then((context) => setAccount(String(context.accountId)))
  }, [])
  return (
    <Stack space="space.200">
      <Heading as="h2">Sample</Heading>
      <Text>
        You are <Strong>{account}</Strong>, <Em>truly</Em>
      </Text>
      <Box xcss={{ backgroundColor: 'color.background.neutral', padding: 'space.100' }}>
        <List type="unordered">
          {heard.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
            <ListItem key={index}>{line}</ListItem>
          ))}
        </List>
      </Box>
      <Words />
      <Buttons say={say} />
      <Fields say={say} />
      <Submitted say={say} />
      <Choices say={say} />
      <People say={say} />
      <Layers say={say} />
      <Ways say={say} />
      <Charts />
    </Stack>
  )
}

function Words() {
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center">
        <Lozenge appearance="success">ready</Lozenge>
        <Badge appearance="important">{7}</Badge>
        <Tag text="deploy" />
        <TagGroup>
          <Tag text="prod" />
          <Tag text="write" />
        </TagGroup>
        <Code>ticketbound decide</Code>
        <Icon glyph="lock" label="Locked" />
        <Image alt="A dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" size="small" />
      </Inline>
      <CodeBlock text="kind: provision" language="yaml" />
      <SectionMessage
        title="Not yet"
        appearance="warning"
        actions={[<SectionMessageAction key="docs">Read more</SectionMessageAction>]}
      >
        <Text>The expiry is missing.</Text>
      </SectionMessage>
      <EmptyState
        header="Nothing here"
        description="Nothing was asked for."
        headingLevel={3}
        primaryAction={<Button>Ask</Button>}
      />
      <Spinner label="Waiting" />
      <ProgressBar value={0.4} ariaLabel="Nearly half" />
      <ProgressTracker
        items={[
          { id: 'asked', label: 'Asked', percentageComplete: 100, status: 'visited' },
          { id: 'approved', label: 'Approved', percentageComplete: 0, status: 'current' },
        ]}
      />
      <DynamicTable
        caption="Evidence"
        head={{
          cells: [
            { key: 'who', content: 'Who', isSortable: true },
            { key: 'when', content: 'When' },
          ],
        }}
        rows={[
          {
            key: 'bob',
            cells: [
              { key: 'bob', content: <Strong>Bob</Strong> },
              { key: 1, content: 'today' },
            ],
          },
          {
            key: 'ann',
            cells: [
              { key: 'ann', content: <Text>Ann</Text> },
              { key: 2, content: 'yesterday' },
            ],
          },
        ]}
      />
      <Comment
        avatar={<Icon glyph="person" label="Bob" />}
        author={{ text: 'Bob' }}
        time={{ text: 'today' }}
        content={<Text>Fine by me.</Text>}
      />
      <Link href="/browse/ACC-1">To the issue</Link>
      <Tooltip content="More of it">
        <Text>Hover me</Text>
      </Tooltip>
    </Stack>
  )
}

function Buttons({ say }: Heard) {
  return (
    <ButtonGroup label="Decide">
      <Button appearance="primary" onClick={(event) => say(`clicked ${event.type}`)}>
        Approve
      </Button>
      <LoadingButton
        isLoading={false}
        onClick={() => void invoke('echo', { asked: 'this' }).then((said) => say(`echo ${JSON.stringify(said)}`))}
      >
        Invoke
      </LoadingButton>
      <LinkButton href="/elsewhere">Elsewhere</LinkButton>
    </ButtonGroup>
  )
}

function Fields({ say }: Heard) {
  const [value, setValue] = useState('')
  return (
    <Stack space="space.100">
      <Label labelFor="reason">
        Reason <RequiredAsterisk />
      </Label>
      <Textfield
        id="reason"
        value={value}
        onChange={(event) => {
          setValue(String(event.target.value))
          if (event.target.value === 'abc') say(`typed ${event.target.value} in ${event.target.type}`)
        }}
      />
      <HelperMessage>Say why.</HelperMessage>
      <ErrorMessage>It is missing.</ErrorMessage>
      <ValidMessage>It is there.</ValidMessage>
      <Label labelFor="until">Until</Label>
      <DatePicker
        id="until"
        minDate="2026-03-01"
        maxDate="2026-03-31"
        defaultValue="2026-03-02"
        onChange={(day) => say(`until ${day}`)}
      />
      <Label labelFor="rank">Rank</Label>
      <Range id="rank" min={0} max={10} step={1} defaultValue={3} onChange={(rank) => say(`rank ${rank}`)} />
      <InlineEdit
        label="Title"
        defaultValue="Old"
        editView={({ errorMessage: _, ...fieldProps }) => <Textfield {...fieldProps} />}
        readView={() => <Text>The title</Text>}
        onConfirm={(now) => say(`titled ${now}`)}
      />
    </Stack>
  )
}

function Submitted({ say }: Heard) {
  const { handleSubmit, register, getFieldId } = useForm<{ note: string }>()
  return (
    <Form onSubmit={handleSubmit((data) => say(`submitted ${data.note}`))}>
      <FormHeader title="A form" />
      <FormSection>
        <Label labelFor={getFieldId('note')}>Note</Label>
        <TextArea {...register('note', { required: true })} />
      </FormSection>
      <FormFooter align="start">
        <Button type="submit">Send</Button>
      </FormFooter>
    </Form>
  )
}

function Choices({ say }: Heard) {
  const levels = [
    { label: 'Read', value: 'read' },
    { label: 'Write', value: 'write' },
  ]
  return (
    <Stack space="space.100">
      <Label labelFor="level">Level</Label>
      <Select inputId="level" options={levels} onChange={(option) => say(`level ${option.value}`)} />
      <Checkbox label="I read it" value="read" onChange={(event) => say(`checked ${event.target.checked}`)} />
      <CheckboxGroup name="kinds" options={levels} onChange={(chosen) => say(`kinds ${chosen.join('+')}`)} />
      <RadioGroup name="which" options={levels} onChange={(event) => say(`which ${event.target.value}`)} />
      <Radio label="Alone" name="alone" value="alone" onChange={(event) => say(`alone ${event.target.value}`)} />
      <Label labelFor="on">Switched on</Label>
      <Toggle id="on" onChange={(event) => say(`on ${event.target.checked}`)} />
    </Stack>
  )
}

function People({ say }: Heard) {
  return (
    <Stack space="space.100">
      <User accountId="acc-alice" />
      <UserGroup>
        <User accountId="acc-bob" />
        <User accountId="acc-nobody" />
      </UserGroup>
      <UserPicker name="owner" label="Owner" onChange={(user) => say(`picked ${user.id}, ${user.name}`)} />
    </Stack>
  )
}

function Layers({ say }: Heard) {
  const [open, setOpen] = useState(false)
  const [popped, setPopped] = useState(false)
  const close = () => {
    setOpen(false)
    say('closed')
  }
  return (
    <Inline space="space.100">
      <Button onClick={() => setOpen(true)}>Open dialog</Button>
      <Popup
        isOpen={popped}
        onClose={() => setPopped(false)}
        content={() => <Text>Popped up</Text>}
        trigger={() => <Button onClick={() => setPopped(true)}>Open popup</Button>}
      />
      <ModalTransition>
        {open ? (
          <Modal onClose={close}>
            <ModalHeader>
              <ModalTitle>Approve this?</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Text>deploy until March</Text>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={close}>
                Cancel
              </Button>
              <Button appearance="primary" onClick={close}>
                Yes
              </Button>
            </ModalFooter>
          </Modal>
        ) : null}
      </ModalTransition>
    </Inline>
  )
}

function Ways({ say }: Heard) {
  return (
    <Tabs id="parts" onChange={(index) => say(`tab ${index}`)}>
      <TabList>
        <Tab>First</Tab>
        <Tab>Second</Tab>
      </TabList>
      <TabPanel>
        <Text>In the first</Text>
      </TabPanel>
      <TabPanel>
        <Text>In the second</Text>
      </TabPanel>
    </Tabs>
  )
}

function Charts() {
  const rows = [
    ['Monday', 3, 'opened'],
    ['Tuesday', 5, 'opened'],
    ['Tuesday', 2, 'resolved'],
  ]
  const points = { data: rows, xAccessor: 0, yAccessor: 1, colorAccessor: 2, height: 120, width: 320 }
  const parts = {
    data: rows.slice(0, 2),
    labelAccessor: 0,
    valueAccessor: 1,
    colorAccessor: 0,
    height: 120,
    width: 320,
  }
  return (
    <Stack space="space.100">
      <BarChart title="Bars" {...points} />
      <StackBarChart title="Stacks" {...points} />
      <HorizontalBarChart title="Lying" {...points} />
      <LineChart title="Lines" {...points} />
      <PieChart title="Pie" {...parts} />
      <DonutChart title="Ring" {...parts} />
    </Stack>
  )
}

mount(<Sample />)
