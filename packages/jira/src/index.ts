export type { FieldMap, FieldSource, FixedValue, IssueField, StatusMap } from './field-map.ts'
export {
  type GateState,
  type IssueProperty,
  issuePropertyKey,
  type NightFinding,
  type NightProperty,
  nightPropertyKey,
} from './issue-property.ts'
