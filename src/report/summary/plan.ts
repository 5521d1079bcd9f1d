import { plural } from '../../lib/format.ts'
import type { RunData } from '../../model/report.ts'
import { pathName } from '../critical-path.ts'
import { code, details } from './markdown.ts'

/** Names that need no unfolding. */
const SHOWN = 10

/** What a plan found to be in no cache; empty without a plan. */
export function planPart({ toBuild }: RunData, rows: number): string {
  if (!toBuild) return ''
  if (toBuild.length === 0) return '📋 Plan: nothing has to be built.'
  const names = toBuild.slice(0, rows).map(drv => code(pathName(drv).replace(/\.drv$/, '')))
  const more = toBuild.length > names.length ? ` and ${toBuild.length - names.length} more` : ''
  const title = `📋 Plan: **${plural(toBuild.length, 'derivation')}** to build`
  const list = `${names.join(', ')}${more}`
  if (toBuild.length <= SHOWN) return `${title}: ${list}`
  return details(title.replaceAll('**', ''), list)
}
