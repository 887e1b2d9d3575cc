/** What other areas may use of papers. */
export { PapersPanel } from './PapersPanel';
