import { FieldsSection } from '../admin/fields-section.tsx'

/** The settings page of a project: its own map. */
export function ProjectPage() {
  return <FieldsSection isProjectPage />
}
