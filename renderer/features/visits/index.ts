/** What other areas may use of visits. */
export { useVisitWords, type VisitWords } from './dictionary';
