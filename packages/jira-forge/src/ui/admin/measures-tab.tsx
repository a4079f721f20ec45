import { BarChart, DonutChart, LineChart, Stack, Text } from '@forge/react'
import { useEffect, useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import { type AppMeasure, toAppMeasures } from '../../admin/measures/app-measures.ts'
import {
  addTallies,
  type DossierTally,
  emptyTally,
  horizons,
  latencyClasses,
} from '../../admin/measures/dossier-tally.ts'
import type { MeasuresPlace } from '../../admin/measures/read-measures.ts'
import { Loading } from '../issue/loading.tsx'
import { OutcomeMessage } from '../issue/outcome.tsx'
import { call } from './call.ts'
import { Table } from './table.tsx'

/** What the app has seen, in figures: each chart stands beside the same as a table. */
export function MeasuresTab() {
  const [tally, setTally] = useState<DossierTally>()
  const [refusal, setRefusal] = useState<Refusal>()

  useEffect(() => {
    void countAll().then((counted) => ('ok' in counted ? setRefusal(counted) : setTally(counted)))
  }, [])

  if (refusal !== undefined) return <OutcomeMessage outcome={refusal} />
  if (tally === undefined) return <Loading what="Counting the requests that the gate has seen" />
  return <Figures tally={tally} />
}

async function countAll(): Promise<DossierTally | Refusal> {
  let tally = emptyTally
  let from: MeasuresPlace | undefined
  do {
    const part = await call('measures.read', from === undefined ? {} : { from })
    if (!part.ok) return part
    tally = addTallies(tally, part.tally)
    from = part.next
  } while (from !== undefined)
  return tally
}

function Figures({ tally }: { readonly tally: DossierTally }) {
  const states = Object.entries(tally.states).map(([label, count]) => ({ label, count }))
  const latencies = latencyClasses.map((label, at) => ({ label, count: tally.latencies[at] ?? 0 }))
  const ends = horizons.map((days, at) => ({ label: `${days} days`, count: tally.ending[at] ?? 0 }))
  const months = Object.entries(tally.passages)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, count]) => ({ label, count }))
  return (
    <Stack space="space.300">
      <Table
        caption="Figures"
        head={['What', 'Value', 'Counted', 'Of']}
        rows={toAppMeasures(tally).map((measure) => [
          measure.title,
          saidValue(measure),
          String(measure.numerator),
          String(measure.denominator),
        ])}
        empty=""
      />
      <Chart title="Requests by state" data={states} as="donut" empty="The gate has seen no request yet." />
      <Chart
        title="Time from asking to the last approval, at most"
        data={latencies}
        as="bar"
        empty="Nothing was approved yet."
      />
      <Chart title="Access that ends within" data={ends} as="bar" empty="No access that was let pass ends soon." />
      <Chart title="Passed the gate, by month" data={months} as="line" empty="Nothing has passed the gate yet." />
    </Stack>
  )
}

function saidValue({ value, unit, reason }: AppMeasure): string {
  if (value === null) return `not computable: ${reason ?? ''}`
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`
  return unit === 'hours' ? `${Math.round(value * 10) / 10} hours` : String(value)
}

interface ChartProps {
  readonly title: string
  readonly data: { readonly label: string; readonly count: number }[]
  readonly as: 'bar' | 'donut' | 'line'
  readonly empty: string
}

/** A chart, and the same as a table for whoever cannot see it. */
function Chart({ title, data, as, empty }: ChartProps) {
  if (data.every(({ count }) => count === 0)) return <Text>{empty}</Text>
  return (
    <Stack space="space.100">
      {as === 'donut' && (
        <DonutChart
          title={title}
          data={data}
          colorAccessor="label"
          labelAccessor="label"
          valueAccessor="count"
          height={240}
        />
      )}
      {as === 'bar' && <BarChart title={title} data={data} xAccessor="label" yAccessor="count" height={240} />}
      {as === 'line' && <LineChart title={title} data={data} xAccessor="label" yAccessor="count" height={240} />}
      <Table
        caption={title}
        head={['What', 'How many']}
        rows={data.map(({ label, count }) => [label, String(count)])}
        empty={empty}
      />
    </Stack>
  )
}
