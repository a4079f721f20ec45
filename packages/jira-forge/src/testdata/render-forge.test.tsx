import './forge-bridge.ts'
import { invoke } from '@forge/bridge'
import { Button, Heading, Text } from '@forge/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderForge } from './render-forge.ts'

function Counter() {
  const [count, setCount] = useState(0)
  const more = async () => setCount((await invoke<number>('count', { from: count })) as number)
  return (
    <>
      <Heading size="small">Counter</Heading>
      <Text>{count} so far</Text>
      <Button onClick={more}>Count</Button>
    </>
  )
}

describe('renderForge', () => {
  it('shows what the real reconciler draws, and what it draws after a handler ran', async () => {
    const view = await renderForge(<Counter />, { invoke: (_key, payload) => (payload as { from: number }).from + 1 })
    expect(view.words()).toBe('Counter 0 so far Count')
    await view.fire(view.one('Button', 'Count'), 'onClick')
    expect(view.one('Text').children.map(({ props }) => props.text)).toEqual(['1', ' so far'])
    expect(view.invoked).toEqual([{ key: 'count', payload: { from: 0 } }])
  })
})
