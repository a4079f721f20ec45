export type { Place, PlacedFault, PlacedReading } from './placed-fault.ts'
export { locate, parseYaml, type YamlFile } from './yaml-file.ts'
